namespace SchemaSdk.Tests.Ledgers;

/// <summary>Text that cannot be a request id must not settle a job, because a settled job cannot be changed.</summary>
public class SettledIdTests
{
    [Theory]
    [InlineData("req 7")]
    [InlineData("req-7\n")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a?b")]
    [InlineData("a%2Fb")]
    [InlineData("..")]
    [InlineData("7", 1_001, 3, "requestId", "1001 characters, but at most 1000")]
    [InlineData("7", 4, 301, "by", "301 characters, but at most 300")]
    public async Task Text_that_cannot_be_a_request_id_or_is_too_long_settles_nothing(
        string id, int times = 1, int by = 3, string name = "requestId", string message = "")
    {
        await using var ledger = await UnknownAsync();

        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => ledger.SettleAsync("a", string.Concat(Enumerable.Repeat(id, times)), new('a', by)).AsTask());

        Assert.Equal(name, error.ParamName);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(LedgerState.Unknown, (await ledger.FindAsync("a"))!.State);
    }

    public static TheoryData<string, string> Valid => new()
    {
        { "req-7", "ada" },
        { "0190163d-8694-739b-aea5-966c26f8ad91", "ada" },
        { "fal:a_1.b~2", "ada" },
        { new('\u0111', 1_000), new('\u0001', 300) },
    };

    [Theory]
    [MemberData(nameof(Valid))]
    public async Task Text_that_may_be_a_request_id_settles_the_job(string id, string by)
    {
        await using var ledger = await UnknownAsync();

        await ledger.SettleAsync("a", id, by);

        Assert.Equal((LedgerState.Accepted, id), ((await ledger.FindAsync("a"))!.State, (await ledger.FindAsync("a"))!.RequestId));
    }

    private static async Task<MemoryJobLedger> UnknownAsync()
    {
        var ledger = Shelf.Open(new MemoryStore());
        await ledger.BeginAsync(Shelf.Intent("a"));
        await ledger.NextAsync(await ledger.NextAsync(Shelf.Intent("a"), LedgerState.Sending), LedgerState.Unknown);
        return ledger;
    }
}
