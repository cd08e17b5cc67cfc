using System.Reflection;
using System.Text.RegularExpressions;
using SchemaSdk.Durable.Testing;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Tests that docs/internals/ledger-law.md agrees with the tests for ledgers and with the client.</summary>
public sealed partial class LedgerLawPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "internals", "ledger-law.md"));

    [Fact]
    public void The_laws_of_the_page_are_the_tests()
    {
        var laws = Law().Matches(Page).Select(law => (int.Parse(law.Groups[1].Value), law.Groups[2].Value.Replace(",", "")));

        var tests = typeof(LedgerLaw).GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
            .Select(method => method.Name.Replace('_', ' ')).ToList();

        Assert.Equal(tests.Order(StringComparer.Ordinal), laws.Select(law => law.Item2).Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(1, tests.Count), laws.Select(law => law.Item1));
    }

    [Fact]
    public void The_transitions_of_the_page_are_the_transitions_of_the_client()
    {
        var rows = Row().Matches(Page).Select(row => (row.Groups[1].Value, row.Groups[2].Value)).ToList();

        var states = Enum.GetValues<LedgerState>();
        Assert.Equal(states.Length, rows.Count);
        Assert.All(rows, row => Assert.Equal(
            states.Where(to => (Shelf.Intent("a") with { State = Enum.Parse<LedgerState>(row.Item1) }).MayBecome(to)),
            row.Item2.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<LedgerState>).Order()));
    }

    [GeneratedRegex(@"^(\d+)\. \*\*(.+?)\.\*\*", RegexOptions.Multiline)]
    private static partial Regex Law();

    [GeneratedRegex(@"^\| ([A-Z]\w+) \| ([\w, ]*?) ?\|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
