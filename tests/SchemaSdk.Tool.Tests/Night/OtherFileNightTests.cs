namespace SchemaSdk.Tool.Tests.Night;

public sealed class OtherFileNightTests : NightTest
{
    public OtherFileNightTests(NightTemplate template)
        : base(template) => AddModel();

    [Fact]
    public async Task A_change_of_another_file_is_refused_by_name()
    {
        (string Path, string Fault)[] changes =
        [
            ("README.md", "is not part of the schemas"),
            ("schemas/build.targets", "is not part of the schemas"),
            ("schemas/acme/new/input.json.sh", "is not part of the schemas"),
            ("schemas/acme/com1/input.json", "is not the path of a model: it has the segment 'com1', which is a device on Windows"),
            (".github/workflows/evil.yml", "is not part of the schemas"),
            ("schemasdk.json", "is not part of the schemas"),
            ("schemas/ACME/new/input.json", "differs only in case from schemas/acme"),
            ("schemas/acme/new/Input.json", "is not part of the schemas"),
            ("schemas/acme/M1/input.json", "differs only in case from schemas/acme/m1"),
            ("Schemas/acme/other/input.json", "is not part of the schemas"),
            ("Version.props", "is an MSBuild file, which could run code, so only the step 'push' may write it"),
        ];
        await NightAsync("update");
        foreach (var (path, fault) in changes)
        {
            var before = File.Exists(Owner.PathOf(path)) ? Owner.Read(path) : null;
            Owner.Programs.Answer = _ =>
            {
                Owner.Write(path, "<Project><Target Name=\"Evil\"><Exec Command=\"evil\" /></Target></Project>");
                return "";
            };

            // Restore the state after the step "update", so the step "check" can run again.
            Owner.Write("artifacts/schemas/outcome", "ready");
            await NightAsync("check");
            Owner.Restore(path, before);

            await RefusesAsync(1, $"{path} {fault}", "push");
        }
    }

    [Fact]
    public async Task A_new_model_whose_id_differs_only_in_case_from_another_new_one_is_refused()
    {
        Owner.Programs.Answer = _ =>
        {
            Owner.Write("schemas/other/b/input.json", "{}");
            Owner.Write("schemas/Other/a/input.json", "{}");
            return "";
        };
        await NightAsync("update");
        await NightAsync("check");

        await RefusesAsync(1, "schemas/other/b/input.json differs only in case from schemas/Other", "push");
    }
}
