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

    private Stage Unchecked()
    {
        var stage = Shelf.Accepting(Shelf.Open(_store));
        stage.Options.ValidateInput = false;
        return stage;
    }
}
