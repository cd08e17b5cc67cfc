using System.Collections;
using System.Globalization;
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

    [Fact]
    public void Every_option_for_what_a_ledger_keeps_has_a_row() => Equal(OptionsOf(new JobLedgerOptions()), Ledgers, "part");

    [Fact]
    public void Every_option_of_a_budget_has_a_row() => Equal(
        OptionsOf(new LedgerBudget { LimitUsd = 1 }).ToDictionary(
            option => option.Key, option => option.Key == "LimitUsd" ? "required" : option.Value),
        Ledgers,
        "budget");

    [Fact]
    public void Every_option_of_the_worker_has_a_row() => Equal(OptionsOf(new ModelJobsOptions()), Ledgers, "worker");

    [Fact]
    public void Every_option_of_callbacks_has_a_row() =>
        Equal(OptionsOf(new ModelCallbackOptions()), "docs/guides/callbacks.md", "option");

    [Fact]
    public void Every_option_of_messages_has_a_row() =>
        Equal(OptionsOf(new ModelMessageOptions()), "docs/guides/message-broker.md", "option");

    // The cells of a row are the name, the range, the default and the effect of an option.
    private static void Equal(Dictionary<string, string> options, string page, string heading) => Assert.Equal(
        options.Select(option => (Name: $"`{option.Key}`", option.Value)).OrderBy(option => option.Name, StringComparer.Ordinal),
        Page.Read(page).Table(heading).Select(row => (Name: row[0], Value: row[2]))
            .OrderBy(option => option.Name, StringComparer.Ordinal));

    private static Dictionary<string, string> OptionsOf(object options) => options.GetType()
        .GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .ToDictionary(option => option.Name, option => TextOf(option.Name, option.GetValue(options)));

    private static string TextOf(string name, object? value) => value switch
    {
        null when name == "Owner" => "machine and process id",
        null when name.EndsWith("KeptFor", StringComparison.Ordinal) => "for ever",
        null or IList { Count: 0 } => "none",
        bool flag => flag ? "`true`" : "`false`",
        string text => $"`{text}`",
        int bytes when name.EndsWith("Bytes", StringComparison.Ordinal) => bytes >= 1 << 20 ? $"{bytes >> 20} MiB" : $"{bytes >> 10} KiB",
        TimeSpan { Seconds: 0 } time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes} min"),
        TimeSpan time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds} s"),
        BudgetWindow window => $"`{NameOf(window)}`",
        JobLedgerOptions => "see below",
        ReconcileOptions => "`new()`",
        TimeProvider => "the system's",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:N0}"),
    };

    private static string NameOf(BudgetWindow window) => typeof(BudgetWindow)
        .GetProperties(BindingFlags.Static | BindingFlags.Public)
        .Single(property => window.Equals(property.GetValue(null)))
        .Name;
}
