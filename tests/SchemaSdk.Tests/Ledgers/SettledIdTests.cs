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

    private static async Task<FileJobLedger> UnknownAsync()
    {
        var ledger = Shelf.Open(new ForgetfulDisk());
        await ledger.BeginAsync(Shelf.Intent("a"));
        await ledger.NextAsync(await ledger.NextAsync(Shelf.Intent("a"), LedgerState.Sending), LedgerState.Unknown);
        return ledger;
    }
}
