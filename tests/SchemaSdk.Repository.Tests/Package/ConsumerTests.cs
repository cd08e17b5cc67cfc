using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Repository.Tests.Package;

[Collection(nameof(Packages))]
public sealed class ConsumerTests(PackedFeed feed)
{
    [Fact]
    public async Task A_new_project_with_schemas_builds_without_warnings_and_runs() => Assert.Collection(
        await feed.Joint.RunAsync("ThirdModel"),
        models => Assert.Equal("acme/sketch-1 acme/still-1", models),
        still => Assert.Matches(@"^acme/still-1 [A-Za-z0-9_-]+ http\S+$", still),
        sketch => Assert.Matches(@"^acme/sketch-1 [A-Za-z0-9_-]+ http\S+$", sketch),
        refused => Assert.Equal("/steps", refused));

    [Fact]
    public async Task The_ready_made_client_needs_only_its_own_package()
    {
        var output = await feed.Joint.RunAsync("ReadyMade");

        var schemas = SourceTree.PathOf("schemas");
        var ids = Directory.EnumerateFiles(schemas, "input.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(schemas, Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
        Assert.Equal([.. ids, "ModelConfigurationException"], output);
    }

    [Fact]
    [Trait("Size", "Full")]
    public async Task A_web_application_uses_inputs_and_outputs_as_its_bodies()
    {
        await using var emulator = new ModelEmulator(
            RunComfyClient.Models, new ModelEmulatorOptions { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.Zero });
        await emulator.StartAsync();

        var lines = await feed.Joint.RunAsync("Web", new Dictionary<string, string>(feed.Environment)
        {
            ["RUNCOMFY_MODEL_API_BASE"] = emulator.Address.AbsoluteUri,
            ["RUNCOMFY_API_TOKEN"] = emulator.Token,
        });

        Assert.Collection(
            lines,
            made => Assert.Matches(@"^200 \{""video"":""http\S+\.mp4""\}$", made),
            refused => Assert.Equal("400 \"/aspect_ratio\"", refused));
        Assert.Equal(1, emulator.Bills);
    }

    [Fact]
    public async Task A_schema_that_is_not_JSON_is_the_only_error_of_a_build()
    {
        var (_, build) = await feed.Joint.OfAsync("BrokenSchema");

        Assert.Equal(1, build.ExitCode);
        var errors = build.Output.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal));
        var error = Assert.Single(errors.Select(line => line.Trim()).Distinct());
        var file = Path.Combine("schemas", "acme", "broken-1", "input.json");
        Assert.Contains($"{file}(5,5): error SSDK001: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_patch_is_applied_and_a_build_warns_of_its_outdated_part_and_of_a_file_that_it_ignores()
    {
        var warnings = (await feed.Joint.OfAsync("Patched")).Build.Succeeded().Warnings();

        Assert.Equal(2, warnings.Count);
        Assert.Single(warnings, warning => warning.Contains(
            "schemas/acme/still-1/input.patch.json(5,5): warning SSDK013: The patch of 'acme/still-1' no longer applies at "
            + "'/properties/seed': ",
            StringComparison.Ordinal));
        Assert.Single(warnings, warning => warning.Contains(
            "/notes.json : warning SSDKM2: The name of 'schemas/acme/still-1/notes.json' does not say what the file is, so the file is not "
            + "read. Name it input.json, output.json, input.patch.json, output.patch.json or *.schema.json, "
            + "or set its metadata Kind to Input, Output, InputPatch, OutputPatch or Reference.",
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_build_whose_compiler_ignores_the_generator_warns()
    {
        var (_, build) = await feed.Joint.OfAsync("OldCompiler");

        Assert.Contains(
            "/OldCompiler.csproj : warning SSDKM1: OldCompiler has model schemas, but its compiler is not given the generator that reads "
            + "them, so no client is made. "
            + "Build with the .NET 8 SDK or a later one, and reference package SchemaSdk from this project. "
            + "If these files are not model schemas, set EnableDefaultModelSchemas to false.",
            Assert.Single(build.Succeeded().Warnings()),
            StringComparison.Ordinal);
    }
}
