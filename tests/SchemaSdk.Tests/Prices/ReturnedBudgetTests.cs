using System.Text.Json;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Prices;

/// <summary>A part of a budget is given back.</summary>
public class ReturnedBudgetTests
{
    [Fact]
    public async Task What_a_file_kept_from_being_sent_comes_back()
    {
        using var stage = Priced.Stage(Priced.PerSecond, budget: 1);
        var model = new Uploads.FilesModel(stage.Client);

        await Soon.Throws<ModelInputException>(model.SubmitAsync([ModelFile.FromPath("none.png")]));

        Assert.Equal(1, await stage.LeftAsync());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(402)]
    [InlineData(422)]
    public async Task What_the_service_refused_comes_back(int status)
    {
        using var stage = Priced.Stage(Priced.PerSecond, budget: 1);
        stage.Script.Submit.Forget();
        stage.Script.Submit.Does(Steps.Answer(status));

        await Assert.ThrowsAsync<ModelApiException>(() => stage.SubmitAsync("{}"));

        Assert.Equal(1, await stage.LeftAsync());
    }

    [Fact]
    public async Task What_never_left_comes_back()
    {
        using var stage = Priced.Stage(Priced.PerSecond, budget: 1);
        stage.Script.Submit.Forget();
        stage.Script.Submit.Does(Steps.FailsBefore(Steps.Error(HttpRequestError.ConnectionError)));

        await Assert.ThrowsAsync<ModelUnavailableException>(() => stage.SubmitAsync("{}"));

        Assert.Equal(1, await stage.LeftAsync());
    }

    [Fact]
    public async Task What_was_cancelled_before_it_left_comes_back()
    {
        using var stage = Priced.Stage(Priced.PerSecond, budget: 1);
        using var stop = new CancellationTokenSource();
        var hang = Hang.BeforeBody;
        stage.Script.Submit.Forget();
        stage.Script.Submit.Does(hang.Step);

        var submit = stage.Client.SubmitAsync(Priced.Video, JsonSerializer.Deserialize<JsonElement>("{}"), null, stop.Token);
        await hang.Reached;
        await stop.CancelAsync();

        await Soon.Throws<OperationCanceledException>(submit);
        Assert.Equal(1, await stage.LeftAsync());
    }

    [Fact]
    public async Task A_token_that_is_missing_costs_nothing()
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
