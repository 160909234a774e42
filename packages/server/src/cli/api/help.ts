export const API_HELP = `Usage: sallyport api ACTION [--Param value]... [--param-file Name=FILE]... [--data DIR | --endpoint URL]

Signs and calls any operation of the management API and prints its JSON answer.

  --data DIR              endpoint, key and InstanceId from a data directory (default: SALLYPORT_DATA)
  --endpoint URL          another endpoint (default: SALLYPORT_ENDPOINT); without --data the key comes from
                          SALLYPORT_ACCESS_KEY_ID and SALLYPORT_ACCESS_KEY_SECRET (and SALLYPORT_SECURITY_TOKEN, if it is a temporary one)
  --Param value           a parameter, by its name in the API; lists and objects as JSON, or flat: --Hosts.1.HostId 7
  --param-file Name=FILE  reads a parameter from a file: secrets stay out of the process list; base64 is done where needed
  --ca FILE               trust this authority instead of the system's; --insecure: trust anything (tests only)
  --json                  the answer on one line
  --list                  all operations
  --help                  this text; after an ACTION: its parameters, answer, errors and an example

Exit code: 0 success, 1 the API answered with an error (its body is printed) or could not be reached, 2 wrong usage.

Examples:
  sallyport api LockUsers --data ./data --UserIds '["1","2"]'
  sallyport api RejectOperationTicket --data ./data --OperationTicketId 7 --Comment 'not tonight'
  sallyport api CreateHostAccount --data ./data --HostId 3 --ProtocolName SSH --HostAccountName root --param-file Password=pw.txt
`;
