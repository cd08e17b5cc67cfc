using System.Text.Json;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Prices;

/// <summary>A run that was not accepted does not count against the budget.</summary>
public class ReturnedBudgetTests
{
    [Fact]
    public async Task A_run_whose_file_cannot_be_read_is_given_back()
    {
        using var stage = Priced.Stage(Priced.PerSecond, budget: 1);
        var model = new Uploads.FilesModel(stage.Client);

        await Soon.Throws<ModelInputException>(model.SubmitAsync([ModelFile.FromPath("none.png")]));

        Assert.Equal(1, await stage.LeftAsync());
    }

    [Theory]
    [InlineData(400, typeof(ModelApiException))]
    [InlineData(402, typeof(ModelApiException))]
    [InlineData(422, typeof(ModelApiException))]
    [InlineData(null, typeof(ModelUnavailableException))]
    public async Task A_run_that_was_refused_or_never_sent_is_given_back(int? status, Type error)
    {
        using var stage = Priced.Stage(Priced.PerSecond, budget: 1);
        stage.Script.Submit.DoesOnly(status is { } code
            ? Steps.Answer(code)
            : Steps.FailsBefore(Steps.Error(HttpRequestError.ConnectionError)));

        await Assert.ThrowsAsync(error, () => stage.SubmitAsync("{}"));

        Assert.Equal(1, await stage.LeftAsync());
    }

    [Fact]
    public async Task A_run_that_was_canceled_before_it_was_sent_is_given_back()
    {
        using var stage = Priced.Stage(Priced.PerSecond, budget: 1);
        using var stop = new CancellationTokenSource();
        var hang = Hang.BeforeBody;
        stage.Script.Submit.DoesOnly(hang.Step);

        var submit = stage.Client.SubmitAsync(Priced.Video, JsonSerializer.Deserialize<JsonElement>("{}"), null, stop.Token);
        await hang.Reached;
        await stop.CancelAsync();

        await Soon.Throws<OperationCanceledException>(submit);
        Assert.Equal(1, await stage.LeftAsync());
    }

    [Fact]
    public async Task A_run_without_a_token_is_given_back()
    {
        using var stage = Priced.Stage(Priced.PerSecond, budget: 1);
        stage.Options.ApiToken = null;
        var hasToken = true;
        stage.Options.TokenProvider = _ => hasToken ? new(Stage.Token) : throw new InvalidOperationException("no token");
        await stage.Client.GetModelAsync(Priced.Video);
        await stage.LeftAsync();

        hasToken = false;
        await Assert.ThrowsAsync<ModelConfigurationException>(() => stage.SubmitAsync("{}"));

        Assert.Equal(1, await stage.LeftAsync());
    }
}
