namespace SchemaSdk.Tests.Ledgers;

public sealed class ChangedSchemaTests
{
    private static readonly JsonElement Invalid = JsonElement.Parse("""{"prompt":"wrong"}""");

    private readonly MemoryStore _store = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_with_the_key_of_a_submitted_job_returns_its_result_even_if_its_input_is_no_longer_valid(bool hasEnded)
    {
        using (var before = Unchecked())
        {
            await Soon.Async(hasEnded
                ? before.Client.RunAsync(StillModel.Id, Invalid, Shelf.Keyed)
                : before.Client.SubmitAsync(StillModel.Id, Invalid, Shelf.Keyed));
        }

        using var after = Shelf.Accepting(Shelf.Open(_store));
        var result = await Soon.Async(after.Client.RunAsync(StillModel.Id, Invalid, Shelf.Keyed));

        Assert.Equal(("order-7", 0), (result.Key, after.Script.Submit.Count));
    }

    [Fact]
    public async Task The_input_of_a_job_that_was_not_submitted_is_checked_again()
    {
        using (var before = Unchecked())
        {
            before.Options.Retry.SubmitBudget = TimeSpan.Zero;
            before.Script.Submit.DoesOnly((_, _) =>
                throw new HttpRequestException(HttpRequestError.ConnectionError, "no connection"));
            await Soon.Throws<ModelUnavailableException>(before.Client.RunAsync(StillModel.Id, Invalid, Shelf.Keyed));
        }

        using var after = Shelf.Accepting(Shelf.Open(_store));
        await Soon.Throws<ModelInputException>(after.Client.RunAsync(StillModel.Id, Invalid, Shelf.Keyed));
    }

    [Fact]
    public async Task An_invalid_input_is_not_submitted_if_another_process_is_refused_while_the_call_waits_for_it()
    {
        var ledger = Shelf.Open(_store);
        using var stage = Shelf.Accepting(ledger);
        Put(LedgerState.Sending);
        var run = stage.Client.RunAsync(StillModel.Id, Invalid, Shelf.Patient);
        await stage.Time.NextDelayAsync();

        Put(LedgerState.Refused);
        _store.End("there");

        await Soon.Throws<ModelInputException>(run);
        Assert.Equal(0, stage.Script.Submit.Count);

        void Put(LedgerState state) => _store.Adopt(
            ledger.IntentOf("order-7", StillModel.Id, Encoding.UTF8.GetBytes(Invalid.GetRawText())) with
            {
                State = state,
                Lease = new() { Owner = state == LedgerState.Sending ? "there" : null },
            });
    }

    private Stage Unchecked()
    {
        var stage = Shelf.Accepting(Shelf.Open(_store));
        stage.Options.ValidateInput = false;
        return stage;
    }
}
