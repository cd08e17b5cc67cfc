using Agent;
using SchemaSdk;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;
using SchemaSdk.Sqlite;

// Usage: Agent [folder] [--live] [--yes]
var isLive = args.Contains("--live");
var folder = Path.GetFullPath(args.FirstOrDefault(static word => !word.StartsWith('-')) ?? "agent");
var conversation = Conversation.Open(Path.Combine(folder, "conversation.json"));
await using var ledger = new SqliteJobLedger(Path.Combine(folder, "jobs.db"));
await using var emulator = isLive ? null : await StartEmulatorAsync();
var options = new ModelClientOptions { Ledger = ledger };
if (emulator is not null)
{
    (options.BaseAddress, options.ApiToken) = (emulator.Address, emulator.Token);
}

Console.WriteLine($"service   {(emulator is null ? "the real service, which costs money" : $"the emulator at {emulator.Address}")}");
Console.WriteLine($"folder    {folder}");
await using var client = new RunComfyClient(options);
using var director = new Director(client, conversation, mayAsk: !args.Contains("--yes"));
await director.TalkAsync("Make a short film of a paper boat at dusk.");
return 0;

static async Task<ModelEmulator> StartEmulatorAsync()
{
    var emulator = new ModelEmulator(RunComfyClient.Models, new() { Price = static _ => EmulatedPrice.PerOutput(0.5m) });
    await emulator.StartAsync();
    return emulator;
}
