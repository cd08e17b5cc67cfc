using System.Reflection;
using System.Text.RegularExpressions;
using SchemaSdk.Durable.Testing;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>Tests that docs/internals/ledger-law.md agrees with the tests that every ledger must pass.</summary>
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

    [GeneratedRegex(@"^(\d+)\. \*\*(.+?)\.\*\*", RegexOptions.Multiline)]
    private static partial Regex Law();
}
