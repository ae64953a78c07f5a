"""Pictures of journeys and figures as plain SVG: geometry worked out here, drawn by templates, beside the words."""
