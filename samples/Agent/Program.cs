using Agent;
using SchemaSdk;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;
using SchemaSdk.Sqlite;

// Usage: Agent [folder] [--live] [--yes]
// With --live, the program calls the address in RUNCOMFY_MODEL_API_BASE or, if that is not set, the real service. Without --live, it starts
// an emulator. The emulator's jobs end with this process, so the conversation cannot continue after a restart.
var isLive = args.Contains("--live");
var service = Environment.GetEnvironmentVariable("RUNCOMFY_MODEL_API_BASE") ?? "the real service, which costs money";
var folder = args.FirstOrDefault(static word => !word.StartsWith('-')) is { } named ? Path.GetFullPath(named)
    : isLive ? Path.GetFullPath(FolderOf(service))
    : Directory.CreateTempSubdirectory("agent").FullName;
var conversation = Conversation.Open(Path.Combine(folder, "conversation.json"));
await using var ledger = new SqliteJobLedger(Path.Combine(folder, "jobs.db"));
await using var emulator = isLive ? null : await StartEmulatorAsync();
var options = new ModelClientOptions { Ledger = ledger };
if (emulator is not null)
{
    (options.BaseAddress, options.ApiToken) = (emulator.Address, emulator.Token);
}

Console.WriteLine($"service   {(emulator is null ? service : $"the emulator at {emulator.Address}")}");
Console.WriteLine($"folder    {folder}");
await using var client = new RunComfyClient(options);
using var director = new Director(client, conversation, mayAsk: !args.Contains("--yes"));
await director.TalkAsync("Make a short film of a paper boat at dusk.");
return 0;

// All jobs in a ledger must be at the same service, so each address of a service has its own folder.
static string FolderOf(string service) =>
    Uri.TryCreate(service, UriKind.Absolute, out var address) ? $"agent-{address.Host}-{address.Port}" : "agent-live";

static async Task<ModelEmulator> StartEmulatorAsync()
{
    var emulator = new ModelEmulator(RunComfyClient.Models, new() { Price = static _ => EmulatedPrice.PerOutput(0.5m) });
    await emulator.StartAsync();
    return emulator;
}
