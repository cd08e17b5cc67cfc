// The client reads the token and the address of the service from RUNCOMFY_API_TOKEN and RUNCOMFY_MODEL_API_BASE.
await App.AcmeClientExample.RunAsync();
