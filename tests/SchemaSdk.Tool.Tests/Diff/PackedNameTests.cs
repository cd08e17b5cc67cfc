using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SchemaSdk.Tool.Tests.Diff;

/// <summary>
/// Tests that <c>diff</c> reads the C# names of a package from its generated code alone, even if the package contains other code.
/// </summary>
public sealed class PackedNameTests : CommandTest
{
    private const string OwnClient = """
        namespace Acme.Own;

        [SchemaSdk.CompilerServices.ClientService("RunComfy")]
        public sealed class AClient() : SchemaSdk.ModelClient(SchemaSdk.ModelService.RunComfy, null)
        {
            public static System.Collections.Generic.IReadOnlyList<SchemaSdk.ModelInfo> Models => [null!];

            protected override SchemaSdk.ModelInfo FindModel(string modelId) => null!;
        }
        """;

    private static readonly CompilationReference Elsewhere = CSharpCompilation.Create(
        "Elsewhere",
        [CSharpSyntaxTree.ParseText("namespace Elsewhere; public interface IConsumer;")],
        RunningReferences.To(static file => file is "System.Runtime.dll" or "System.Private.CoreLib.dll"),
        new(OutputKind.DynamicallyLinkedLibrary)).ToMetadataReference();

    public PackedNameTests()
    {
        Tool.SetEnvironment("NUGET_PACKAGES", "packages");
        Tool.Write("schemas/acme/run-async/input.json", PromptSchema);
        Tool.Write("schemas/output.json", PromptSchema);
    }

    [Fact]
    public async Task Members_that_a_person_wrote_do_not_count()
    {
        PackedClient.Pack(Tool, "schemas", "acme.models/1.0.0", """
            namespace ModelClients;

            public partial class ModelsClient
            {
                public ModelsClient Again => this;

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
    public async Task A_class_that_needs_a_library_outside_the_package_does_not_count()
    {
        PackedClient.Pack(Tool, "schemas", "acme.models/1.0.0", "public class Own : Elsewhere.IConsumer;", Elsewhere);

        await ReportsAsync(0, "Nothing changed.\n", "diff", "Acme.Models@1.0.0");
    }

    [Fact]
    public async Task A_client_that_needs_a_library_outside_the_package_is_refused()
    {
        const string Code = "namespace ModelClients; partial class ModelsClient : Elsewhere.IConsumer;";
        PackedClient.Pack(Tool, "schemas", "acme.models/1.0.0", Code, Elsewhere);

        await FailsAsync(2, "has a client that cannot be loaded, because 'Elsewhere' is not in", "diff", "Acme.Models@1.0.0");
    }

    [Fact]
    public async Task Two_packages_are_compared_once_even_if_there_are_several_folders()
    {
        Tool.Write("schemasdk.json", """{ "folders": { "schemas": {}, "others": {} } }""");
        PackedClient.Pack(Tool, "schemas", "acme.models/1.0.0");
        Tool.Write("schemas/acme/bell/input.json", PromptSchema);
        PackedClient.Pack(Tool, "schemas", "acme.models/1.1.0");

        await ReportsAsync(0, "\n0 breaking, 0 unknown, 0 reading, 1 feature", "diff", "Acme.Models@1.0.0", "Acme.Models@1.1.0");
    }

    [Fact]
    public async Task Members_have_the_names_that_the_lock_kept_for_them()
    {
        const string Both = """{ "properties": { "end_image": { "type": "string" }, "end-image": { "type": "string" } } }""";
        PackedClient.Pack(Tool, "schemas", "acme.models/0.9.0");
        Tool.Write("schemas/acme/run-async/input.json", Both);
        Tool.Write("schemas/output.json", Both);
        Tool.Write("schemas.lock.json", """
            {
              "version": 1, "catalogs": {}, "models": {},
              "names": { "acme/run-async": "Acme.RunAsync" },
              "members": {
                "": { "output/": { "end-image": "EndImage", "end_image": "End_Lower_Underscore_Image_Lower" } },
                "acme/run-async": { "input/": { "end_image": "EndImage" }, "other/": { "\"": "Quote" } }
              }
            }
            """);
        PackedClient.Pack(Tool, "schemas", "acme.models/1.0.0");

        await ReportsAsync(0, "Nothing changed.\n", "diff", "Acme.Models@1.0.0");
        await ReportsAsync(0, "Nothing changed.\n", "diff", "schemas", "Acme.Models@1.0.0");
        Tool.Write("schemas/acme/run-async/input.json", """{ "properties": { "end_image": { "type": "string" } } }""");
        await ReportsAsync(1, "\n1 breaking, 0 unknown, 0 reading, 0 feature", "diff", "Acme.Models@1.0.0");
        Tool.Write("schemas.lock.json", """{ "version": 1, "catalogs": {}, "models": {} }""");
        await ReportsAsync(1, "changed from EndImage to End_Lower_Dash_Image_Lower", "diff", "Acme.Models@1.0.0");
    }

    // The class of one model needs the name RunAsync for its own method.
    [Fact]
    public async Task The_names_of_many_members_and_a_name_that_the_class_needs_are_those_of_the_package()
    {
        var members = string.Join(",", Enumerable.Range(0, 1_200).Select(static i => $"\"m{i}\": \"M{i}\""));
        Tool.Write("schemas/acme/run_async/input.json", PromptSchema);
        Tool.Write("schemas.lock.json", $$"""
            {
              "version": 1, "catalogs": {}, "models": {},
              "names": { "acme/run-async": "Acme.RunAsync", "acme/run_async": "Acme.Run_Lower_Underscore_Async_Lower" },
              "members": {
                "acme/run_async": { "input/": { {{members}} } },
                "acme/run-async": { "input/": { {{members}}, "prompt": "Text" } }
              }
            }
            """);
        PackedClient.Pack(Tool, "schemas", "acme.models/1.0.0");

        await ReportsAsync(0, "Nothing changed.\n", "diff", "Acme.Models@1.0.0");
    }

    [Theory]
    [InlineData("schemas", """
        namespace ModelClients.Models.Acme;

        partial class RunAsyncModel
        {
            partial class ModelDetails
            {
                internal const string KeptMembers = "{\"input/\":{\"prompt\":\"not a name\"}}";
            }
        }
        """)]
    [InlineData("none", OwnClient)]
    public async Task A_package_whose_names_or_models_cannot_be_read_is_not_compared(string folder, string code)
    {
        Tool.Write("none/readme.md", "No model.");
        PackedClient.Pack(Tool, folder, "acme.models/1.0.0", code);

        await FailsAsync(4, "'Acme.Models@1.0.0' cannot be read, so nothing was compared", "diff", "Acme.Models@1.0.0");
    }

    [Fact]
    public async Task A_package_with_several_clients_is_refused_with_their_names()
    {
        PackedClient.Pack(Tool, "schemas", "acme.models/1.0.0", OwnClient);

        await FailsAsync(
            2, "'Acme.Models@1.0.0' has several clients (Acme.Own.AClient, ModelClients.ModelsClient)", "diff", "Acme.Models@1.0.0");
    }
}
