using System.Collections;
using System.Globalization;
using System.Reflection;

namespace SchemaSdk.EndToEnd.Tests.Pages;

/// <summary>Writes the values of options as the documentation pages do.</summary>
internal static class OptionText
{
    public static string Of(string name, object? value) => value switch
    {
        null when name == "Owner" => "machine and process id",
        null when name.EndsWith("KeptFor", StringComparison.Ordinal) => "forever",
        null or IList { Count: 0 } => "none",
        bool flag => flag ? "`true`" : "`false`",
        string text => $"`{text}`",
        int and > 0 and var bytes when name.EndsWith("Bytes", StringComparison.Ordinal) => Of(name, (long)bytes),
        long and >= 1 << 30 and var bytes => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30)} GiB"),
        long and >= 1 << 20 and var bytes => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20)} MiB"),
        long and > 0 and var bytes => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0} KiB"),
        double number => number.ToString(CultureInfo.InvariantCulture),
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
