using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Night;

namespace SchemaSdk.Tool.Tests.Night;

/// <summary>Tests that the step <c>push</c> publishes only data, even if code that the step <c>check</c> ran has changed files.</summary>
public sealed class UntrustedNightTests : NightTest
{
    private const string State = "artifacts/schemas";

    private const string Advice = "To see everything, run schemasdk diff and schemasdk lint, and read the log of the update.";

    public UntrustedNightTests(NightTemplate template)
        : base(template) => AddModel();

    [Fact]
    public async Task A_changed_file_of_the_state_is_refused()
    {
        await NightAsync("update");
        await NightAsync("check");
        await Owner.GitAsync("stash", "-qu");
        (string File, string Text, string Message)[] changes =
        [
            ("outcome", "evil", "does not contain a known outcome"),
            ("base", "--upload-pack=evil", "does not contain a commit id"),
            ("next", "1.1.0<Exec>", "does not contain a version such as 1.2.3"),
            ("next", "1.1.0\n", "does not contain a version such as 1.2.3"),
            ("next", "v1.1.0", "does not contain a version such as 1.2.3"),
            ("next", "2.0.0", "The check was made for version 2.0.0, but the changes since 1.0.0 require version 1.1.0."),
            ("change.patch", "not a patch", "change.patch does not apply to "),
            ("change.patch", "", "is empty, so nothing changed"),
            ("reports.json", "<html>", "reports.json does not contain valid reports: "),
            ("reports.json", "[{}]", "reports.json does not contain valid reports: "),
            ("reports.json", "[null]", "reports.json contains null instead of"),
            ("reports.json", "null", "reports.json contains null instead of"),
            ("reports.json", """[{"title":"a","summary":"b","findings":[null]}]""", "reports.json contains null instead of"),
            ("reports.json", new string('x', (4 << 20) + 1), "reports.json has more than 4194304 characters"),
        ];
        foreach (var (file, text, message) in changes)
        {
            var before = Owner.Read($"{State}/{file}");
            Owner.Write($"{State}/{file}", text);

            Assert.NotEqual(0, await RunAsync("night", "push"));
            Assert.Contains(message, Tool.Error, StringComparison.Ordinal);
            Assert.Equal(["main"], Owner.Branches().Keys);
            Owner.Write($"{State}/{file}", before);
        }

        await NightAsync("push");
        Assert.Equal(VersionOf("1.1.0"), await Owner.PushedAsync("Version.props"));
    }

    [Theory]
    [InlineData(20_000, 300, "(SSDK003)\n")]
    [InlineData(1, 5_000_000, "")]
    public void The_warnings_of_a_schema_fit_into_the_state_however_many_and_long_they_are(int count, int length, string end)
    {
        var warnings = Enumerable.Range(0, count)
            .Select(number => new Finding("SSDK003", FindingLevel.Warning, $"{number} {new string('ü', length)}") { Model = "acme/odd" });
        var error = new Finding("SSDK001", FindingLevel.Error, "The schema is not JSON.") { Model = "acme/wrong" };
        var report = new Report("lint", "Schemas", [.. warnings, error], "Done.", ExitCode.Findings);
        var state = new NightState(Owner.PathOf(State));
        state.Clear();

        state.Reports = new TakenSchemas(report, report) { Retire = report }.Handed;

        var text = PullRequestText.Of(null, Changes(0), [state.Reports[0].ToReport()]);
        Assert.Contains(error.Message, text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 0, PullRequestText.Most);
        Assert.EndsWith($"{end}\nThe rest is omitted. {Advice}\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2_000)]
    public void The_errors_of_every_report_are_shown_even_if_the_changes_fill_the_text(int count)
    {
        var added = new Finding("added", FindingLevel.Note, "acme/new") { Model = "acme/new" };
        Report[] reports =
        [
            .. new[] { "unusable", "SSDK001", "unraised" }.Select(rule => new Report(
                "night",
                $"Report of {rule}",
                [added, .. Enumerable.Range(0, count).Select(number => new Finding(rule, FindingLevel.Error, $"Error {number}."))],
                "Done.",
                ExitCode.Fine)),
        ];

        var text = PullRequestText.Of(null, Changes(2_000), reports);

        Assert.All(reports, report => Assert.Contains($"- Error 0. ({report.Findings[1].Rule})\n", text, StringComparison.Ordinal));
        Assert.Contains("\n- acme/m0: The model is new. (model-new)\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("added", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 0, PullRequestText.Most);
        Assert.EndsWith($"\nThe rest is omitted. {Advice}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_in_the_state_is_not_followed()
    {
        Directory.CreateDirectory(Owner.PathOf(State));
        File.CreateSymbolicLink(Owner.PathOf($"{State}/outcome"), Tool.PathOf("gitconfig"));

        await RefusesAsync(
            2, "artifacts/schemas/outcome is a link. Start again with 'schemasdk night update'. Nothing was pushed.", "push");
    }

    [Fact]
    public async Task The_text_of_the_pull_request_comes_from_the_changes_and_has_no_markup_of_the_check()
    {
        Tool.SetEnvironment("GH_TOKEN", "a-token");
        await NightAsync("update");
        await NightAsync("check");
        await Owner.GitAsync("stash", "-qu");
        const string Evil = "@team <img src=x> [a](http://b) #1\\n# Tag `v9.9.9`";
        Owner.Write($"{State}/reports.json", $$$"""
            [{"title":"{{{Evil}}}","summary":"{{{Evil}}}","findings":[
              {"rule":"{{{Evil}}}","level":"Error","text":"{{{Evil}}}","model":"{{{Evil}}}","place":"{{{Evil}}}"},
              {"rule":"a","level":7,"text":"b","model":null,"place":null}]}]
            """);
        Owner.Write($"{State}/pull-request.md", "Tag `v9.9.9`.");

        await NightAsync("push");

        var text = Assert.Single(Owner.Programs.Inputs);
        Assert.StartsWith(
            "To publish this update, merge it and tag the merge commit `v1.1.0`.\n\n## Schemas: v1.0.0 to schemas\n\n"
            + "0 breaking, 0 unknown, 0 reading, 1 feature and 0 patch changes: the next version after 1.0.0 is 1.1.0.\n\n"
            + "### Feature\n\n- acme/new: The model is new.",
            text, StringComparison.Ordinal);
        Assert.Contains("img src=x", text, StringComparison.Ordinal);
        Assert.All(
            new[] { "@team", " <img", " [a](", " #1", "\n# Tag", " `v9" },
            part => Assert.DoesNotContain(part, text, StringComparison.Ordinal));
        Assert.Equal(text, Owner.Read($"{State}/pull-request.md"));
    }

    [Fact]
    public async Task A_failed_command_of_the_check_ends_it_and_nothing_is_pushed()
    {
        Owner.Programs.Answer = static call => call.Name == "check" ? null : "";

        await NightAsync("update");

        await RefusesAsync(
            1, "'check {version}' ended with exit code 1. The schemas do not build, or a test fails. Nothing was pushed.", "check");
        Assert.Equal(["check 1.1.0"], Owner.Programs.Calls);
        await RefusesAsync(2, "The update was not checked. Run 'schemasdk night check' first.", "push");
    }

    [Fact]
    public async Task A_push_without_an_update_or_after_another_commit_is_refused()
    {
        await RefusesAsync(2, "The update is missing. Run 'schemasdk night update' first.", "push");
        await NightAsync("update");
        await NightAsync("check");
        await Owner.GitAsync("stash", "-qu");
        await Owner.GitAsync("commit", "-q", "--allow-empty", "-m", "Later");

        await RefusesAsync(2, "HEAD is not at ", "push");
    }

    [Fact]
    public async Task Each_program_gets_only_the_secrets_that_it_needs()
    {
        Tool.SetEnvironment("GH_TOKEN", "a-secret-of-the-host");

        var output = await NightAsync();

        Assert.Equal(
            ["check", "gh", "git", "pack"],
            Owner.Programs.Started.Select(static call => call.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(Owner.Programs.Started, static call => call.Arguments is ["cat-file", "--batch", ..]);
        Assert.All(Owner.Programs.Started, call => Assert.Superset(FakePrograms.OtherSecrets.ToHashSet(), call.Withheld.ToHashSet()));
        Assert.All(Owner.Programs.Started, static call => Assert.Equal(
            call.Name is "gh" or "git" ? [] : FakePrograms.RepositorySecrets, call.Withheld.Intersect(FakePrograms.RepositorySecrets)));
        Assert.DoesNotContain("a-secret", output + Tool.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Owner.Programs.Started, call => call.Arguments.Any(word => word.Contains("secret", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_change_of_another_file_is_refused_by_name()
    {
        (string Path, string Fault)[] changes =
        [
            ("schemas/build.targets", "is not part of the schemas"),
            ("schemas/acme/com1/input.json", "is not the path of a model: it has the segment 'com1', which is a device on Windows"),
            ("schemasdk.json", "is not part of the schemas"),
            ("schemas/acme/M1/input.json", "differs only in case from schemas/acme/m1"),
            ("Version.props", "is an MSBuild file, which could run code, so only the step 'push' may write it"),
        ];
        await NightAsync("update");
        foreach (var (path, fault) in changes)
        {
            var before = File.Exists(Owner.PathOf(path)) ? Owner.Read(path) : null;
            CheckWrites((path, "<Project><Target Name=\"Evil\"><Exec Command=\"evil\" /></Target></Project>"));

            // Restores the state after the "update" step, so that the "check" step can run again.
            Owner.Write("artifacts/schemas/outcome", "ready");
            await NightAsync("check");
            Owner.Restore(path, before);

            await RefusesAsync(1, $"{path} {fault}", "push");
        }
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task A_new_model_whose_id_differs_only_in_case_from_another_new_one_is_refused()
    {
        CheckWrites(("schemas/other/b/input.json", "{}"), ("schemas/Other/a/input.json", "{}"));
        await NightAsync("update");
        await NightAsync("check");

        await RefusesAsync(1, "schemas/other/b/input.json differs only in case from schemas/Other", "push");
    }

    private static Report Changes(int count) => new(
        "diff",
        "Changes",
        [
            .. Enumerable.Range(0, count).Select(static number =>
                new Finding("model-new", FindingLevel.Note, "The model is new.") { Model = $"acme/m{number}" }),
        ],
        "Compared.",
        ExitCode.Fine);
}
