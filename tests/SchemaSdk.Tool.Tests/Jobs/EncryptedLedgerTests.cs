using System.Text.Json;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Tool.Tests.Jobs;

/// <summary>Tests the commands on an encrypted ledger, which the tool cannot decrypt, because it does not have the cipher.</summary>
public sealed class EncryptedLedgerTests : LedgerTest
{
    private const string Key = "order-1";

    public EncryptedLedgerTests() => Cipher = new XorCipher(7);

    [Fact]
    public async Task A_result_is_printed_but_not_recorded_and_the_program_can_still_read_it()
    {
        await RecordAsync(Key, LedgerState.Accepted, await RunAtServiceAsync());

        Assert.Equal(0, await JobsAsync("resume"));

        var printed = Tool.Output;
        var entry = await FindAsync(Key);
        Assert.Equal((LedgerState.Ended, JobState.Succeeded, true), (entry.State, entry.End?.Outcome, entry.Result.IsEmpty));
        await using var ledger = Open();
        using var http = new HttpClient(Emulator.CreateHandler());
        await using var client = new RunComfyClient(
            http, new() { ApiToken = Emulator.Token, BaseAddress = Emulator.Address, TimeProvider = Time, Ledger = ledger });
        using var input = JsonDocument.Parse($$"""{"prompt":"{{Key}}"}""");
        var result = await client.RunAsync(Star, input.RootElement, new RunOptions { Key = Key });
        Assert.Contains(result.Output.GetProperty("video").GetString()!, printed, StringComparison.Ordinal);
        Assert.Equal(1, Emulator.Bills);
    }
}
