using System.Text.Json;
using SchemaSdk.RunComfy;
using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Jobs;

/// <summary>The commands on the ledger of a program that encrypts what it keeps, whose cipher the tool does not have.</summary>
public sealed class EncryptedLedgerTests : LedgerTest
{
    private const string Key = "order-1";

    public EncryptedLedgerTests() => Cipher = new XorCipher(7);

    [Fact]
    public async Task A_result_is_told_and_not_kept_and_its_program_reads_it_from_the_service_again()
    {
        Assert.Equal(0, await RunAsync("run", Star, "-i", "prompt=It falls."));
        await LeaveAsync(Key, LedgerState.Accepted, Assert.Single(Emulator.BilledRequestIds));

        Assert.Equal(0, await JobsAsync("resume"));

        var told = Tool.Output;
        var entry = await FindAsync(Key);
        Assert.Equal((LedgerState.Ended, JobState.Succeeded, true), (entry.State, entry.End?.Outcome, entry.Result.IsEmpty));
        var result = await RunInProgramAsync();
        Assert.Contains(result.Output.GetProperty("video").GetString()!, told, StringComparison.Ordinal);
        Assert.Equal(1, Emulator.Bills);
    }

    private async Task<ModelResult<JsonElement>> RunInProgramAsync()
    {
        await using var ledger = Open();
        using var http = new HttpClient(Emulator.CreateHandler());
        await using var client = new RunComfyClient(
            http, new() { ApiToken = Emulator.Token, BaseAddress = Emulator.Address, TimeProvider = Time, Ledger = ledger });
        using var input = JsonDocument.Parse($$"""{"prompt":"{{Key}}"}""");
        return await client.RunAsync(Star, input.RootElement, new RunOptions { Key = Key });
    }
}
