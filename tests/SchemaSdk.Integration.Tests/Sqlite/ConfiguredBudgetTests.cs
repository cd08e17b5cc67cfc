using Microsoft.Extensions.Configuration;

namespace SchemaSdk.Integration.Tests.Sqlite;

public sealed class ConfiguredBudgetTests : FileTest
{
    public static TheoryData<string, BudgetWindow> Windows => new()
    {
        { "Day", BudgetWindow.Day },
        { "week", BudgetWindow.Week },
        { "Month", BudgetWindow.Month },
        { "ALWAYS", BudgetWindow.Always },
    };

    [Theory]
    [MemberData(nameof(Windows))]
    public void A_window_is_configured_by_its_name_in_any_case(string name, BudgetWindow window) =>
        Assert.Same(window, Assert.Single(Bind(name).Budgets).Window);

    [Fact]
    public void A_sliding_window_is_configured_by_its_length() =>
        Assert.Equal(BudgetWindow.Last(TimeSpan.FromHours(6)).Words, Assert.Single(Bind("06:00:00").Budgets).Window.Words);

    [Theory]
    [InlineData("Mnth")]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("40000.00:00:00")]
    public void A_ledger_refuses_any_other_window(string text)
    {
        var error = Assert.Throws<ArgumentException>(() => new SqliteJobLedger(Path, Bind(text)));

        Assert.StartsWith($"\"{text}\" is not a budget window. Use Day, Week,", error.Message, StringComparison.Ordinal);
    }

    private static SqliteLedgerOptions Bind(string window)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Budgets:0:LimitUsd"] = "500", ["Budgets:0:Window"] = window })
            .Build();
        var options = new SqliteLedgerOptions();
        configuration.Bind(options);
        return options;
    }
}
