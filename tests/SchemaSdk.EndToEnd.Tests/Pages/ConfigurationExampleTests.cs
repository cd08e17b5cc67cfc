using Microsoft.Extensions.Configuration;

namespace SchemaSdk.EndToEnd.Tests.Pages;

public sealed class ConfigurationExampleTests
{
    private static readonly Page Guide = Page.Read("docs/guides/configuration.md");

    [Fact]
    public async Task The_example_prints_the_options_from_its_settings()
    {
        await using var emulator = await QuickstartProgram.StartServiceAsync();

        var run = await BlockProgram.RunAsync(
            Guide.Blocks.Single(block => block.Code.Contains(".Bind(options)", StringComparison.Ordinal)),
            emulator,
            Guide.Blocks.Single(block => block.Language == "json").Code);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("00:20:00 for a job, 20 USD for all of them", run.Lines);
        Assert.Contains("files from files.example.com", run.Lines);
    }

    [Fact]
    public void Every_option_can_be_bound_unless_the_page_says_that_it_cannot()
    {
        var bound = new ModelClientOptions();
        var settings = new Dictionary<string, string?>
        {
            ["ApiToken"] = "a-token",
            ["BaseAddress"] = "https://models.example.com/",
            ["JobTimeout"] = "00:20:00",
            ["MaxRequestsInFlight"] = "32",
            ["ValidateInput"] = "false",
            ["BudgetUsd"] = "20.5",
            ["Timeouts:Submit"] = "00:01:00",
            ["Polling:Interval"] = "00:00:02",
            ["Polling:Profile"] = "{}",
            ["Retry:ReadBudget"] = "00:01:00",
            ["Downloads:MaxBytes"] = "1000",
            ["Uploads:MaxRequestBytes"] = "1000",
        };

        new ConfigurationBuilder().AddInMemoryCollection(settings).Build().Bind(bound);

        Assert.Equal(("a-token", new Uri("https://models.example.com/")), (bound.ApiToken, bound.BaseAddress));
        Assert.Equal((TimeSpan.FromMinutes(20), 32, false), (bound.JobTimeout, bound.MaxRequestsInFlight, bound.ValidateInput));
        Assert.Equal((20.5m, TimeSpan.FromMinutes(1)), (bound.BudgetUsd, bound.Timeouts.Submit));
        Assert.Equal((TimeSpan.FromSeconds(2), "{}"), (bound.Polling.Interval, bound.Polling.Profile));
        Assert.Equal((TimeSpan.FromMinutes(1), 1000), (bound.Retry.ReadBudget, bound.Downloads.MaxBytes));
        Assert.Equal(1000, bound.Uploads.MaxRequestBytes);
        Assert.Equal(
            typeof(ModelClientOptions).GetProperties().Select(option => option.Name)
                .Except(settings.Keys.Select(key => key.Split(':')[0]))
                .Order(StringComparer.Ordinal),
            Guide.Table("not from configuration").SelectMany(row => Page.CodeIn(row[0])).Order(StringComparer.Ordinal));
    }
}
