using System.Reflection;
using System.Runtime.CompilerServices;
using SchemaSdk.Client.Settings;
using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Tests.Settings;

public class OptionsTests
{
    public static TheoryData<string, Action<ModelClientOptions>> Invalid => new()
    {
        { "JobTimeout", options => options.JobTimeout = TimeSpan.Zero },
        { "JobTimeout", options => options.JobTimeout = Timeout.InfiniteTimeSpan },
        { "Timeouts.Connect", options => options.Timeouts.Connect = TimeSpan.Zero },
        { "Timeouts.Read", options => options.Timeouts.Read = TimeSpan.FromSeconds(-1) },
        { "Timeouts.Submit", options => options.Timeouts.Submit = TimeSpan.FromDays(25) },
        { "Timeouts.Cancel", options => options.Timeouts.Cancel = TimeSpan.Zero },
        { "MaxRequestsInFlight", options => options.MaxRequestsInFlight = 0 },
        { "Polling.Interval", options => options.Polling.Interval = TimeSpan.Zero },
        { "Polling.RequestsPerSecond", options => options.Polling.RequestsPerSecond = double.Epsilon },
        { "Polling.RequestsPerSecond", options => options.Polling.RequestsPerSecond = -1 },
        { "Polling.RequestsPerSecond", options => options.Polling.RequestsPerSecond = double.NaN },
        { "BudgetUsd", options => options.BudgetUsd = 0 },
        { "BudgetUsd", options => options.BudgetUsd = 1_000_000_001 },
        { "Retry.SubmitBudget", options => options.Retry.SubmitBudget = TimeSpan.FromTicks(-1) },
        { "Retry.ReadBudget", options => options.Retry.ReadBudget = TimeSpan.FromTicks(-1) },
        { "Downloads.MaxBytes", options => options.Downloads.MaxBytes = 0 },
        { "Downloads.AllowedHosts", options => options.Downloads.AllowedHosts.Add("https://a.example/") },
        { "Downloads.AllowedHosts", options => options.Downloads.AllowedHosts.Add("a*.example") },
        { "Downloads.AllowedHosts", options => options.Downloads.AllowedHosts.Add("*..") },
        { "Downloads.AllowedHosts", options => options.Downloads.AllowedHosts.Add(new string('\u00fc', 63) + ".example") },
        { "Downloads.AllowedHosts", options => options.Downloads.AllowedHosts.Add(null!) },
        { "Uploads.MaxImageBytes", options => options.Uploads.MaxImageBytes = -1 },
        { "Uploads.MaxVideoBytes", options => options.Uploads.MaxVideoBytes = -1 },
        { "Uploads.MaxAudioBytes", options => options.Uploads.MaxAudioBytes = long.MinValue },
        { "Uploads.MaxRequestBytes", options => options.Uploads.MaxRequestBytes = -1 },
        { "Uploads.MaxRequestBytes", options => options.Uploads.MaxRequestBytes = (1L << 30) + 1 },
        { "Uploads.MaxImageBytes", options => options.Uploads.MaxImageBytes = 64 << 20 },
        { "Uploads.MaxVideoBytes", options => options.Uploads.MaxRequestBytes = 40 << 20 },
        { "Uploads.MaxAudioBytes", options => options.Uploads.MaxAudioBytes = 49 << 20 },
        { "TimeProvider", options => options.TimeProvider = null! },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void The_error_for_an_invalid_value_names_the_option(string name, Action<ModelClientOptions> set)
    {
        var options = new ModelClientOptions { ApiToken = Stage.Token };
        set(options);

        Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(() => new TestClient(null, options)).ParamName);
    }

    [Fact]
    public void Defaults_are_as_documented()
    {
        var settings = new ClientSettings(new(), ModelService.RunComfy.Profile, new ModelEnvironment(_ => null));

        Assert.Equal(
            (10, 30, 100, 5, 1800, 2, 120, 120),
            (settings.ConnectTimeout.TotalSeconds, settings.ReadTimeout.TotalSeconds, settings.SubmitTimeout.TotalSeconds,
                settings.CancelTimeout.TotalSeconds, settings.JobTimeout.TotalSeconds, settings.PollInterval.TotalSeconds,
                settings.SubmitBudget.TotalSeconds, settings.ReadBudget.TotalSeconds));
        Assert.Equal(["*.runcomfy.net", "*.runcomfy.com"], settings.AllowedHosts);
        Assert.Equal(2L << 30, settings.MaxDownloadBytes);
        Assert.Equal(64, settings.MaxRequestsInFlight);
        Assert.Equal(
            (6L << 20, 32L << 20, 16L << 20, 64L << 20),
            (settings.Uploads.Image, settings.Uploads.Video, settings.Uploads.Audio, settings.Uploads.Request));
    }

    // The configuration generator ignores properties with an init accessor, without a warning.
    [Theory]
    [InlineData(typeof(ModelClientOptions))]
    [InlineData(typeof(ModelJobsOptions))]
    public void Every_option_can_be_set_after_the_options_were_created(Type options)
    {
        Assert.DoesNotContain(All(options), option =>
            option.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true);

        static IEnumerable<PropertyInfo> All(Type type) => type.GetProperties().SelectMany(option =>
            option.PropertyType is { Namespace: "SchemaSdk", IsClass: true, IsAbstract: false } part
                ? All(part).Prepend(option) : [option]);
    }

    [Fact]
    public async Task Options_changed_after_the_constructor_have_no_effect()
    {
        using var stage = Stage.Accepting();
        var still = stage.Still;
        stage.Options.ApiToken = "another-token";
        stage.Options.BaseAddress = new Uri("https://other.example");
        stage.Options.ValidateInput = false;
        stage.Options.Downloads.AllowedHosts.Add("*");
        stage.Options.Uploads.MaxImageBytes = 1;

        await Soon.Async(still.SubmitAsync("a cat"));
        await Soon.Throws<ModelInputException>(still.SubmitAsync("wrong"));

        var request = Assert.Single(stage.Script.Requests);
        Assert.Equal(6L << 20, stage.Client.UploadLimits.Image);
        Assert.Equal($"Bearer {Stage.Token}", request.Authorization);
        Assert.StartsWith("https://model-api.runcomfy.net/", request.Address, StringComparison.Ordinal);
        await Soon.Throws<ModelDownloadException>(stage.Client.DownloadAsync("https://evil.example/a.png", new MemoryStream()));
    }

    [Fact]
    public async Task The_user_agent_is_SchemaSdk_unless_the_callers_HttpClient_has_one()
    {
        using var stage = Stage.Accepting();
        stage.Script.File.Does(Steps.Answer(200, "pixels"));

        await Call();
        stage.Http.DefaultRequestHeaders.UserAgent.ParseAdd("App/7");
        await Call();

        Assert.Equal(
            ["SchemaSdk/0.1.0", "SchemaSdk/0.1.0", "App/7", "App/7"], stage.Script.Requests.Select(request => request.UserAgent));

        async Task Call()
        {
            await Soon.Async(stage.Still.SubmitAsync("a cat"));
            await Soon.Async(stage.Client.DownloadAsync("https://files.runcomfy.net/a.png", new MemoryStream()));
        }
    }

    [Theory]
    [InlineData(100, 30, 104, 1)]
    [InlineData(100, 30, 105, 0)]
    [InlineData(10, 200, 199, 1)]
    [InlineData(10, 200, 200, 0)]
    public void A_shorter_timeout_of_the_callers_HttpClient_is_logged_as_one_warning(int submit, int read, int seconds, int warnings)
    {
        using var stage = new Stage();
        using var log = stage.Logged();
        stage.Options.Timeouts.Submit = TimeSpan.FromSeconds(submit);
        stage.Options.Timeouts.Read = TimeSpan.FromSeconds(read);
        stage.Http.Timeout = TimeSpan.FromSeconds(seconds);

        using var client = new TestClient(stage.Http, stage.Options);

        Assert.Equal(warnings, log.Lines.Count(line => line.StartsWith("Warning", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_request_that_its_handler_times_out_is_retried_unless_it_is_a_submit_whose_body_was_sent()
    {
        var limit = new TaskCanceledException("HttpClient.Timeout", new TimeoutException());
        using var stage = Stage.Answered(Steps.FailsBefore(limit), Steps.FailsAfter(limit));
        stage.Script.Status.Does(Steps.FailsBefore(limit), Steps.Status("cancelled"));

        await Soon.Throws<ModelSubmissionUnknownException>(stage.Still.RunAsync("a cat"));
        Assert.Equal(2, stage.Script.Submit.Count);
        await Soon.Throws<ModelCanceledException>(stage.Still.Attach(Steps.Id).WaitAsync());
    }

    [Fact]
    public void The_clients_own_handler_follows_no_redirects_and_stores_no_cookies()
    {
        var options = new ModelClientOptions();
        options.Timeouts.Connect = TimeSpan.FromSeconds(7);

        using var handler = options.CreateHandler();
        var settings = new ClientSettings(options, ModelService.RunComfy.Profile, new ModelEnvironment(_ => null));

        Assert.False(handler.AllowAutoRedirect);
        Assert.False(handler.UseCookies);
        Assert.Equal(TimeSpan.FromSeconds(7), handler.ConnectTimeout);
        Assert.Equal(TimeSpan.FromMinutes(5), handler.PooledConnectionLifetime);
        Assert.Equal(TimeSpan.FromSeconds(30), handler.PooledConnectionIdleTimeout);
        Assert.Equal(Timeout.InfiniteTimeSpan, new ClientConnections(callers: null, settings).Http.Timeout);
    }

    [Fact]
    public void CreateHandler_rejects_an_invalid_connect_timeout()
    {
        var options = new ModelClientOptions();
        options.Timeouts.Connect = TimeSpan.Zero;

        Assert.Equal("Timeouts.Connect", Assert.Throws<ArgumentOutOfRangeException>(options.CreateHandler).ParamName);
    }

    [Fact]
    public async Task The_log_has_ids_and_status_codes_but_neither_the_token_nor_bodies()
    {
        using var stage = Stage.Succeeding(Steps.Answer(500, "body text"), Steps.Status("completed"));
        using var log = new ListLog();
        stage.Options.LoggerFactory = log;

        await Soon.Async(stage.Still.RunAsync("a cat"));

        Assert.Equal(3, log.Lines.Count);
        Assert.Contains(
            log.Lines, line => line.Contains("req-1", StringComparison.Ordinal) && line.Contains("500", StringComparison.Ordinal));
        Assert.All(log.Lines, line =>
        {
            Assert.DoesNotContain(Stage.Token, line, StringComparison.Ordinal);
            Assert.DoesNotContain("a cat", line, StringComparison.Ordinal);
            Assert.DoesNotContain("body text", line, StringComparison.Ordinal);
            Assert.DoesNotContain("a.png", line, StringComparison.Ordinal);
        });
    }
}
