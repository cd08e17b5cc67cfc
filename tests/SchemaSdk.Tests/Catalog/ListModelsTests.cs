using System.Globalization;
using System.Web;

namespace SchemaSdk.Tests.Catalog;

public class ListModelsTests
{
    [Fact]
    public async Task Pages_are_read_until_the_total_is_reached()
    {
        using var stage = Stage.Listing(Catalogue(of: 250));

        var ids = await ListAsync(stage);

        Assert.Equal(Enumerable.Range(0, 250).Select(IdOf), ids);
        Assert.Equal(
            [
                "https://model-api.runcomfy.net/v1/models?include_schema=true&limit=100&offset=0",
                "https://model-api.runcomfy.net/v1/models?include_schema=true&limit=100&offset=100",
                "https://model-api.runcomfy.net/v1/models?include_schema=true&limit=100&offset=200",
            ],
            stage.Script.Requests.Select(request => request.Address));
    }

    [Fact]
    public async Task The_search_text_is_encoded()
    {
        using var stage = Stage.Listing(Catalogue(of: 1));

        await ListAsync(stage, "a&b=ü ?");

        Assert.Contains(
            "?search=a%26b%3D%C3%BC%20%3F&include_schema=true&", Assert.Single(stage.Script.Requests).Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_requested_only_after_the_previous_one_was_consumed()
    {
        using var stage = Stage.Listing(Catalogue(of: 250));

        await using var models = stage.Client.ListModelsAsync().GetAsyncEnumerator();
        for (var given = 0; given < 100; given++)
        {
            Assert.True(await models.MoveNextAsync());
        }

        Assert.Equal(1, stage.Script.Catalog.Count);
    }

    [Theory]
    [InlineData("""{"models":[],"total":0}""", "")]
    [InlineData("""{"models":[],"total":7}""", "", "a search")]
    [InlineData("""{"models":[{"model_id":"a"}]}""", "<a>")]
    [InlineData("""{"models":[{"model_id":"a"}],"total":"1"}""", "<a>")]
    [InlineData("""{"models":[{"model_id":"a"}],"total":-1}""", "<a>")]
    [InlineData("""{"models":[{"base_price_usd":"free","model_id":"a"},{"display_name":"?"},7,null,{"model_id":"b"}]}""", "<a><><><><b>")]
    public async Task An_empty_or_last_page_ends_the_enumeration_with_all_its_entries_even_unreadable_ones(
        string page, string ids, string? search = null)
    {
        using var stage = Stage.Listing(Steps.Json(page));

        Assert.Equal(ids, string.Concat((await ListAsync(stage, search)).Select(static id => $"<{id}>")));
        Assert.Equal(1, stage.Script.Catalog.Count);
    }

    [Fact]
    public async Task A_page_shorter_than_the_limit_is_continued_at_its_end()
    {
        using var stage = Stage.Listing(Catalogue(of: 25, most: 10));

        Assert.Equal(Enumerable.Range(0, 25).Select(IdOf), await ListAsync(stage));
    }

    [Fact]
    public async Task A_repeated_entry_is_returned_once()
    {
        using var stage = Stage.Listing(
            Steps.Json("""{"models":[{"model_id":"a"},{"model_id":"b"}],"total":4}"""),
            Steps.Json("""{"models":[{"model_id":"b"},{"model_id":"c"}],"total":4}"""));

        Assert.Equal(["a", "b", "c"], await ListAsync(stage));
    }

    [Theory]
    [InlineData("""{"models":[{"model_id":"a"},{"model_id":"b"}],"total":1000}""", 4)]
    [InlineData("""{"models":[],"total":1000}""", 2)]
    public async Task A_second_page_without_a_new_entry_is_an_error(string second, int entries)
    {
        using var stage = Stage.Listing(Steps.Json("""{"models":[{"model_id":"a"},{"model_id":"b"}],"total":1000}"""), Steps.Json(second));

        var error = await Soon.Throws<ModelException>(ListAsync(stage));

        Assert.Contains($"repeats itself or ends early: after {entries} entries", error.Message);
        Assert.Equal(2, stage.Script.Catalog.Count);
    }

    [Fact]
    public async Task A_catalogue_without_an_end_is_an_error()
    {
        using var stage = Stage.Listing(Catalogue(of: int.MaxValue));

        var error = await Soon.Throws<ModelException>(ListAsync(stage));

        Assert.Contains("100000 entries", error.Message, StringComparison.Ordinal);
        Assert.Equal(1000, stage.Script.Catalog.Count);
    }

    [Fact]
    public async Task A_page_that_failed_is_retried()
    {
        using var stage = Stage.Listing(Steps.Answer(502), Steps.Json("""{"error":"none"}"""), Catalogue(of: 2));

        Assert.Equal(2, (await ListAsync(stage)).Count);
        Assert.Equal(3, stage.Script.Catalog.Count);
    }

    [Fact]
    public async Task The_token_of_the_enumeration_ends_the_request_in_flight()
    {
        var hang = Hang.BeforeBody;
        using var stage = Stage.Listing(Catalogue(of: 250), hang.Step);

        var list = Task.Run(async () =>
        {
            await foreach (var _ in stage.Client.ListModelsAsync().WithCancellation(stage.Stop.Token))
            {
            }
        });
        await hang.Reached;
        await stage.Stop.CancelAsync();

        Assert.Equal(stage.Stop.Token, (await Soon.Throws<OperationCanceledException>(list)).CancellationToken);
    }

    private static string IdOf(int index) => string.Create(CultureInfo.InvariantCulture, $"acme/model-{index}");

    private static Step Catalogue(int of, int most = 100) => (request, cancellation) =>
    {
        var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
        var offset = int.Parse(query["offset"]!, CultureInfo.InvariantCulture);
        var count = Math.Min(Math.Min(int.Parse(query["limit"]!, CultureInfo.InvariantCulture), most), of - offset);
        var models = Enumerable.Range(offset, count).Select(index => $$"""{"model_id":"{{IdOf(index)}}"}""");
        return Steps.Json($$"""{"models":[{{string.Join(',', models)}}],"total":{{of}}}""")(request, cancellation);
    };

    private static Task<List<string>> ListAsync(Stage stage, string? search = null) =>
        Soon.Async(stage.Client.ListModelsAsync(search).Select(static model => model.Id).ToListAsync().AsTask());
}
