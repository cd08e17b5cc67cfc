using System.Text;
using Xunit.Abstractions;

namespace SchemaSdk.Generator.Tests.Suite;

/// <summary>The JSON-Schema-Test-Suite: no valid value is refused, and which invalid ones are not found.</summary>
public class SuiteTests(ITestOutputHelper output)
{
    /// <summary><c>format</c> and <c>content…</c> are notes, as draft 7 has them by default; the service is stricter or not.</summary>
    private static readonly string[] NotAsserted = ["optional/format/", "optional/content: "];

    [SuiteFact]
    public void Of_draft_7_every_valid_value_is_valid_and_every_invalid_one_is_found_without_the_net()
    {
        var verdict = Check("draft7");

        Assert.Empty(verdict.Refused);
        Assert.Equal(
            [
                "definitions: validate definition against metaschema: invalid definition schema",                       // a remote reference
                "optional/cross-draft: refs to future drafts are processed as future drafts: missing bar is invalid",   // a remote reference
            ],
            verdict.Missed);
        Assert.Equal((505, 213, 98), (verdict.Valid, verdict.Invalid, verdict.LeftOut));
        Assert.True(verdict.Missed.Count <= 0.05 * verdict.Invalid);
    }

    [SuiteFact]
    public void Of_draft_2020_12_one_valid_value_is_refused_and_what_is_missed_is_known()
    {
        var verdict = Check("draft2020-12");

        // A schema of which another schema, on the net, says that nothing is to be validated.
        Assert.Equal(["vocabulary: schema that uses custom metaschema with with no validation vocabulary: no validation: invalid number, but it still validates"], verdict.Refused);
        Assert.Equal(
            ["anchor 3", "defs 1", "enum 6", "minContains 1", "not 1", "optional/format-assertion 2", "unevaluatedProperties 56"],
            verdict.Missed.GroupBy(name => name[..name.IndexOf(':', StringComparison.Ordinal)]).Select(file => $"{file.Key} {file.Count()}"));
    }

    [SuiteFact]
    public void A_valid_value_costs_no_memory()
    {
        var groups = SuiteGroup.Of("draft7");
        using var rules = new RuleAssembly(groups.Select(group => group.Schema));

        var costly = new List<string>();
        for (var i = 0; i < groups.Count; i++)
        {
            var check = rules.Checks[i];
            foreach (var instance in groups[i].Instances.Where(instance => instance.IsValid))
            {
                var json = Encoding.UTF8.GetBytes(instance.Json);
                for (var warm = 0; warm < 3; warm++)
                {
                    check(json);
                }

                var before = GC.GetAllocatedBytesForCurrentThread();
                check(json);
                if (GC.GetAllocatedBytesForCurrentThread() - before is > 0 and var bytes)
                {
                    costly.Add($"{bytes} B {instance.Name}");
                }
            }
        }

        Assert.Empty(costly);
    }

    private Verdict Check(string draft)
    {
        var groups = SuiteGroup.Of(draft);
        using var rules = new RuleAssembly(groups.Select(group => group.Schema));
        var verdict = new Verdict();
        for (var i = 0; i < groups.Count; i++)
        {
            foreach (var instance in groups[i].Instances)
            {
                verdict.Add(instance, rules.Checks[i](Encoding.UTF8.GetBytes(instance.Json)).Count == 0);
            }
        }

        output.WriteLine($"{draft}: {groups.Count} schemas; of {verdict.Valid} valid values {verdict.Refused.Count} refused; "
            + $"of {verdict.Invalid} invalid ones {verdict.Invalid - verdict.Missed.Count} found ({verdict.LeftOut} of formats and contents left out)");
        return verdict;
    }

    private sealed class Verdict
    {
        public int Valid { get; private set; }

        public int Invalid { get; private set; }

        public int LeftOut { get; private set; }

        public List<string> Refused { get; } = [];

        public List<string> Missed { get; } = [];

        public void Add(SuiteInstance instance, bool isAccepted)
        {
            if (instance.IsValid)
            {
                Valid++;
                Refused.AddRange(isAccepted ? [] : [instance.Name]);
            }
            else if (NotAsserted.Any(file => instance.Name.StartsWith(file, StringComparison.Ordinal)))
            {
                LeftOut++;
            }
            else
            {
                Invalid++;
                Missed.AddRange(isAccepted ? [instance.Name] : []);
            }
        }
    }
}
