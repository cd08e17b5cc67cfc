// The token and the address of the service come from the environment: RUNCOMFY_API_TOKEN and RUNCOMFY_MODEL_API_BASE.
await App.AcmeClientExample.RunAsync();
