using System.Reflection;
using SchemaSdk.MassTransit;
using SchemaSdk.PostgreSql;
using SchemaSdk.Sqlite;

namespace SchemaSdk.EndToEnd.Tests.Pages;

/// <summary>
/// Tests that the tables of options for ledgers, workers, callbacks and messages have a row for each option, with its default.
/// </summary>
public sealed class JobOptionsPageTests
{
    private const string Ledgers = "docs/reference/ledger-options.md";

    [Fact]
    public void Every_option_of_both_ledgers_has_a_row()
    {
        var (sqlite, postgreSql) = (new SqliteLedgerOptions(), new PostgreSqlLedgerOptions());

        Equal(
            OptionsOf(sqlite).ToDictionary(
                option => option.Key,
                option => (option.Value, OptionsOf(postgreSql)[option.Key]) switch
                {
                    var (one, other) when one == other => one,
                    var (one, other) => $"{one}; PostgreSQL: {other}",
                }),
            Ledgers,
            "option");
        Equal(
            OptionsOf(postgreSql).Where(option => !OptionsOf(sqlite).ContainsKey(option.Key)).ToDictionary(),
            Ledgers,
            "PostgreSQL");
    }

    [Theory]
    [InlineData(typeof(JobLedgerOptions), Ledgers, "part")]
    [InlineData(typeof(LedgerBudget), Ledgers, "budget")]
    [InlineData(typeof(ModelJobsOptions), Ledgers, "worker")]
    [InlineData(typeof(ModelCallbackOptions), "docs/guides/callbacks.md", "option")]
    [InlineData(typeof(ModelMessageOptions), "docs/guides/message-broker.md", "option")]
    public void Every_option_has_a_row(Type type, string page, string heading) => Equal(
        OptionsOf(Activator.CreateInstance(type)!).ToDictionary(
            option => option.Key, option => option.Key == nameof(LedgerBudget.LimitUsd) ? "required" : option.Value),
        page,
        heading);

    // The cells of a row are the name, the range, the default and the effect of an option.
    private static void Equal(Dictionary<string, string> options, string page, string heading) => Assert.Equal(
        options.Select(option => (Name: $"`{option.Key}`", option.Value)).OrderBy(option => option.Name, StringComparer.Ordinal),
        Page.Read(page).Table(heading).Select(row => (Name: row[0], Value: row[2]))
            .OrderBy(option => option.Name, StringComparer.Ordinal));

    private static Dictionary<string, string> OptionsOf(object options) => options.GetType()
        .GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .ToDictionary(option => option.Name, option => OptionText.Of(option.Name, option.GetValue(options)));
}
