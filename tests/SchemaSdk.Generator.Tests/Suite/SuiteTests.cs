using Xunit.Abstractions;

namespace SchemaSdk.Generator.Tests.Suite;

/// <summary>
/// Tests that values of the official JSON Schema Test Suite and of a small suite of our own are accepted if and only if they are valid. The
/// known exceptions to this are listed in this class.
/// </summary>
public class SuiteTests(ITestOutputHelper output)
{
    /// <summary>
    /// The groups of the suite that the numbers below leave out. In draft 7, <c>format</c> and <c>content…</c> are only annotations by
    /// default, and a service may or may not check them. Remote references are left out, because the generator downloads nothing.
    /// </summary>
    private static readonly string[] Apart = ["format: ", "optional/format/", "optional/content: ", "refRemote: "];

    /// <summary>The number of valid values in the official suite without the groups in <see cref="Apart"/>.</summary>
    private const int Valid = 491;

    private const int Invalid = 419;

    /// <summary>The cases of the suite that need schemas from the network.</summary>
    private static readonly string[] Remote =
    [
        "definitions: validate definition against metaschema: invalid definition schema",
        "optional/cross-draft: refs to future drafts are processed as future drafts: missing bar is invalid",
        "ref: remote ref, containing refs itself: remote ref invalid",
    ];

    [Theory]
    [MemberData(nameof(SuiteFolder.All), MemberType = typeof(SuiteFolder))]
    public void In_draft_7_only_invalid_values_that_need_the_network_are_missed(string suite)
    {
        var verdict = Check(suite, "draft7");

        Assert.Empty(verdict.Refused);
        Assert.Equal(suite == SuiteFolder.Own ? [] : Remote, verdict.Missed);
        Assert.All(verdict.Missed, name => Assert.True(verdict.Remote.Contains(name), $"'{name}' refers to nothing on the network."));
        Assert.Equal(suite == SuiteFolder.Own ? (71, 73) : (Valid, Invalid), (verdict.Valid, verdict.Invalid));
    }

    [Fact]
    public void The_page_on_the_dialect_has_the_figures_of_the_official_suite()
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "reference", "dialect.md"));
        var page = string.Join(' ', text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));

        Assert.Contains(
            $"**none of the {Valid} valid values is refused, and {Invalid - Remote.Length} of the {Invalid} invalid ones are found**",
            page,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SuiteFolder.All), MemberType = typeof(SuiteFolder))]
    public void In_draft_2020_12_one_valid_value_is_refused_and_the_missed_ones_are_known(string suite)
    {
        var verdict = Check(suite, "draft2020-12");

        // The metaschema that turns validation off would have to be downloaded.
        string[] refused =
        [
            "vocabulary: schema that uses custom metaschema with with no validation vocabulary: "
                + "no validation: invalid number, but it still validates",
        ];
        Assert.Equal(suite == SuiteFolder.Own ? [] : refused, verdict.Refused);
        string[] missed = suite == SuiteFolder.Own
            ? ["unevaluated 1"]
            :
            [
                "defs 1", "dynamicRef 21", "enum 6", "not 1", "optional/dynamicRef 1", "optional/format-assertion 2", "ref 2",
                "unevaluatedItems 27", "unevaluatedProperties 47",
            ];
        Assert.Equal(
            missed,
            verdict.Missed.GroupBy(name => name[..name.IndexOf(':', StringComparison.Ordinal)])
                .Select(file => $"{file.Key} {file.Count()}"));
    }

    [Theory]
    [MemberData(nameof(SuiteFolder.All), MemberType = typeof(SuiteFolder))]
    public void Checking_a_valid_value_allocates_nothing(string suite)
    {
        var groups = SuiteGroup.Of(suite, "draft7");
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

    private Verdict Check(string suite, string draft)
    {
        var groups = SuiteGroup.Of(suite, draft);
        using var rules = new RuleAssembly(groups.Select(group => group.Schema));
        var verdict = new Verdict();
        for (var i = 0; i < groups.Count; i++)
        {
            foreach (var instance in groups[i].Instances)
            {
                verdict.Add(instance, rules.Checks[i](Encoding.UTF8.GetBytes(instance.Json)).Count == 0);
                verdict.AddRemote(instance, groups[i].Schema);
            }
        }

        output.WriteLine($"{draft}: {groups.Count} schemas; of {verdict.Valid} valid values {verdict.Refused.Count} refused; "
            + $"of {verdict.Invalid} invalid ones {verdict.Invalid - verdict.Missed.Count} found");
        return verdict;
    }

    private sealed class Verdict
    {
        public int Valid { get; private set; }

        public int Invalid { get; private set; }

        /// <summary>Valid values that are refused, including values in the groups of <see cref="Apart"/>.</summary>
        public List<string> Refused { get; } = [];

        public List<string> Missed { get; } = [];

        /// <summary>The names of values whose schema refers to a schema on the network.</summary>
        public HashSet<string> Remote { get; } = [];

        public void Add(SuiteInstance instance, bool isAccepted)
        {
            var isApart = Apart.Any(file => instance.Name.StartsWith(file, StringComparison.Ordinal));
            if (instance.IsValid)
            {
                Valid += isApart ? 0 : 1;
                Refused.AddRange(isAccepted ? [] : [instance.Name]);
            }
            else if (!isApart)
            {
                Invalid++;
                Missed.AddRange(isAccepted ? [instance.Name] : []);
            }
        }

        public void AddRemote(SuiteInstance instance, string schema)
        {
            if (schema.Contains("\"$ref\": \"http://", StringComparison.Ordinal) && !schema.Contains("\"$id\"", StringComparison.Ordinal))
            {
                Remote.Add(instance.Name);
            }
        }
    }
}
