namespace SchemaSdk.Tests.Ledgers;

/// <summary>Nothing is put down as an id that is none at any service, since nobody could take it back.</summary>
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
    public async Task What_cannot_be_an_id_settles_nothing(string id)
    {
        await using var ledger = await UnknownAsync();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => ledger.SettleAsync("a", id, "ada").AsTask());

        Assert.Equal("requestId", error.ParamName);
        Assert.Equal(LedgerState.Unknown, (await ledger.FindAsync("a"))!.State);
    }

    [Theory]
    [InlineData("req-7")]
    [InlineData("0190163d-8694-739b-aea5-966c26f8ad91")]
    [InlineData("fal:a_1.b~2")]
    public async Task What_may_be_one_does(string id)
    {
        await using var ledger = await UnknownAsync();

        await ledger.SettleAsync("a", id, "ada");

        Assert.Equal((LedgerState.Accepted, id), ((await ledger.FindAsync("a"))!.State, (await ledger.FindAsync("a"))!.RequestId));
    }

    [Theory]
    [InlineData(301, 4, "by", "301 characters, but at most 300")]
    [InlineData(3, 1_001, "requestId", "1001 characters, but at most 1000")]
    public async Task What_is_too_long_for_a_line_settles_nothing(int by, int id, string name, string words)
    {
        await using var ledger = await UnknownAsync();

        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => ledger.SettleAsync("a", new('7', id), new('a', by)).AsTask());

        Assert.Equal(name, error.ParamName);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Equal(LedgerState.Unknown, (await ledger.FindAsync("a"))!.State);
    }

    [Fact]
    public async Task The_longest_texts_settle_one()
    {
        await using var ledger = await UnknownAsync();

        await ledger.SettleAsync("a", new('\u0111', 1_000), new('\u0001', 300));

        Assert.Equal(LedgerState.Accepted, (await ledger.FindAsync("a"))!.State);
    }

    private static async Task<MemoryJobLedger> UnknownAsync()
    {
        var ledger = Shelf.Open(new MemoryStore());
        await ledger.BeginAsync(Shelf.Intent("a"));
        await ledger.NextAsync(await ledger.NextAsync(Shelf.Intent("a"), LedgerState.Sending), LedgerState.Unknown);
        return ledger;
    }
}
