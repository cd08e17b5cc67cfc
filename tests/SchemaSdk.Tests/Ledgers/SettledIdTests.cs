namespace SchemaSdk.Tests.Ledgers;

/// <summary>Text that cannot be a request id must not settle a job, because a settled job cannot be changed.</summary>
public class SettledIdTests
{
    [Theory]
    [InlineData("req 7")]
    [InlineData(" ")]
    [InlineData("req-7\n")]
    [InlineData("req\u0000")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a?b")]
    [InlineData("a%2Fb")]
    [InlineData("..")]
    public async Task Text_that_cannot_be_a_request_id_settles_nothing(string id)
    {
        await using var ledger = await UnknownAsync();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => ledger.SettleAsync("a", id, "ada").AsTask());

        Assert.Equal("requestId", error.ParamName);
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

    [Theory]
    [InlineData(301, 4, "by", "301 characters, but at most 300")]
    [InlineData(3, 1_001, "requestId", "1001 characters, but at most 1000")]
    public async Task Text_that_is_too_long_for_an_entry_settles_nothing(int by, int id, string name, string message)
    {
        await using var ledger = await UnknownAsync();

        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => ledger.SettleAsync("a", new('7', id), new('a', by)).AsTask());

        Assert.Equal(name, error.ParamName);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(LedgerState.Unknown, (await ledger.FindAsync("a"))!.State);
    }

    private static async Task<MemoryJobLedger> UnknownAsync()
    {
        var ledger = Shelf.Open(new MemoryStore());
        await ledger.BeginAsync(Shelf.Intent("a"));
        await ledger.NextAsync(await ledger.NextAsync(Shelf.Intent("a"), LedgerState.Sending), LedgerState.Unknown);
        return ledger;
    }
}
