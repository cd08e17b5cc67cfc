using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Diff;

/// <summary>The C# names of a package are those that its generated code has, whatever else the package contains.</summary>
public sealed class PackedNameTests : CommandTest
{
    private const string Input = """{ "type": "object", "properties": { "prompt": { "type": "string" } } }""";

    public PackedNameTests()
    {
        Tool.SetEnvironment("NUGET_PACKAGES", "packages");
        Tool.Write("schemas/acme/run-async/input.json", Input);
        Tool.Write("schemas/output.json", Input);
    }

    [Fact]
    public async Task Members_that_a_person_wrote_do_not_count()
    {
        PackedClient.Pack(Tool, "schemas", "acme.models/1.0.0", """
            namespace Acme.Sdk;

            public partial class TestClient
            {
                public TestClient Again => this;

                public Step Own => new();
            }

            public class Step
            {
                public Step() => throw new System.InvalidOperationException();

                public Step Next => this;

                public SchemaSdk.ModelInfo Info => throw new System.InvalidOperationException();
            }
            """);

        await ReportsAsync(0, "Nothing changed.\n", "diff", "Acme.Models@1.0.0");
    }

    [Fact]
    public async Task A_name_that_the_class_needs_itself_is_kept_too()
    {
        Tool.Write("schemas/acme/run_async/input.json", Input);
        Tool.Write("schemas.lock.json", """
            {
              "version": 1, "catalogs": {}, "models": {},
              "names": { "acme/run-async": "Acme.RunAsync", "acme/run_async": "Acme.Run_Lower_Underscore_Async_Lower" }
            }
            """);
        PackedClient.Pack(Tool, "schemas", "acme.models/1.0.0");

        await ReportsAsync(0, "Nothing changed.\n", "diff", "Acme.Models@1.0.0");
    }

    [Fact]
    public async Task A_package_whose_models_cannot_be_read_is_not_compared()
    {
        Tool.Write("none/readme.md", "No model.");
        PackedClient.Pack(Tool, "none", "acme.models/1.0.0", """
            namespace Acme.Own;

            [SchemaSdk.CompilerServices.ClientService("RunComfy")]
            public sealed class AClient() : SchemaSdk.ModelClient(SchemaSdk.ModelService.RunComfy, null)
            {
                public static System.Collections.Generic.IReadOnlyList<SchemaSdk.ModelInfo> Models => [null!];

                protected override SchemaSdk.ModelInfo FindModel(string modelId) => null!;
            }
            """);

        await FailsAsync(4, "'Acme.Models@1.0.0' cannot be read, so nothing was compared", "diff", "Acme.Models@1.0.0");
    }
}
