"""The demonstration: an invented council, invented children and scripted people, taken through the whole job."""
