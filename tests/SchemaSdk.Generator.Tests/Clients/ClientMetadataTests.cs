using System.Reflection;

namespace SchemaSdk.Generator.Tests.Clients;

/// <summary>Tests the additional clients that a project defines with the MSBuild metadata of its schemas.</summary>
public class ClientMetadataTests
{
    [Fact]
    public void Each_client_has_its_own_service_namespace_and_models()
    {
        var run = TwoClients.Run();
        var project = Compiler.Load(run);

        Assert.Empty(run.Problems);
        Assert.Equal(
            ["Acme.Sdk.Fal.FalClient acme/still Fal", "Acme.Sdk.TestClient acme/still RunComfy"],
            ClientsOf(project)
                .Select(type => $"{type.FullName} {Assert.Single(Compiler.Models(type)).Id} {ServiceOf(run, type.Name)}")
                .Order(StringComparer.Ordinal));
        Assert.NotNull(project.GetType("Acme.Sdk.Fal.Models.Acme.StillInput"));
        Assert.NotNull(project.GetType("Acme.Sdk.Models.Acme.StillInput"));
    }

    [Theory]
    [InlineData("Acme.Sdk.", "Size", "Prompt")]
    [InlineData("Acme.Sdk.Fal.", "Prompt", "Size")]
    public void A_client_reads_only_its_own_patches_outputs_and_reference_files(string client, string own, string other)
    {
        var run = TwoClients.Run();
        var project = Compiler.Load(run);
        var input = project.GetType(client + "Models.Acme.StillInput")!;

        Assert.NotNull(input.GetProperty(own));
        Assert.Null(input.GetProperty(other));
        Assert.NotNull(input.GetProperty("Shared")!.PropertyType.GetProperty("Of" + own));
        Assert.NotNull(project.GetType(client + "Models.Acme.StillOutput")!.GetProperty(own + "Url"));
        Assert.Contains(run.Sources.Values, text => text.Contains($"The patch of {own}.", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_missing_output_or_schema_is_not_taken_from_another_client() => Assert.Equal(
        ["SSDK002 warning schemas/fal/acme/still/input.json", "SSDK012 warning schemas/fal/acme/still/output.patch.json"],
        Problems([
            TwoClients.Input("acme/still", "size"),
            SchemaText.Output("", "{}"),
            TwoClients.Input("fal/acme/still", "prompt").With(TwoClients.Fal),
            SchemaText.OutputPatch("fal/acme/still", "{}").With(TwoClients.Fal),
        ]));

    [Theory]
    [InlineData("Fal", "Acme.Sdk.Fal")]
    [InlineData("Client", "Acme.Sdk.Client")]
    [InlineData("classClient", "Acme.Sdk.@class")]
    [InlineData("a b; } evil", "Acme.Sdk.ABEvil")]
    public void A_client_without_a_namespace_gets_one_that_is_named_after_it(string name, string space)
    {
        var run = TwoClients.Beside(("ModelClientName", name));

        Assert.Contains(run.Sources.Values, text => text.Contains($"namespace {space}\n", StringComparison.Ordinal));
        Assert.Empty(Compiler.Complaints(run, Compiler.Languages[0]));
    }

    [Theory]
    [InlineData("ModelClientName", "TestClient")]
    [InlineData("ModelClientNamespace", "Acme.Sdk")]
    [InlineData("ModelService", "RunComfy")]
    [InlineData("ModelClientAccessibility", "public")]
    public void Metadata_with_the_same_values_as_the_properties_makes_no_further_client(string name, string value)
    {
        var run = TwoClients.Beside((name, value));

        Assert.Empty(run.Problems);
        Assert.Equal(["acme/still", "fal/still"], Compiler.Models(run).Select(model => model.Id));
    }

    [Theory]
    [InlineData("one")]
    [InlineData("two")]
    public void A_reference_leads_to_the_file_below_the_same_root(string folder)
    {
        var run = GeneratorRun.Over([.. Folder("one"), .. Folder("two")]);

        Assert.Contains(
            run.Sources.Values,
            text => text.Contains($"acme/{folder}", StringComparison.Ordinal)
                && text.Contains($"of_{folder}", StringComparison.Ordinal));

        static IEnumerable<SchemaText> Folder(string name) => InFolder(
            name,
            SchemaText.Input(
                $"{name}/acme/{name}",
                """{ "type": "object", "properties": { "shared": { "$ref": "../../shared.schema.json#/$defs/Shared" } } }"""),
            SchemaText.Output($"{name}/acme/{name}", GeneratorRun.Small),
            SchemaText.Reference(
                $"{name}/shared.schema.json",
                $$"""{ "$defs": { "Shared": { "type": "object", "properties": { "of_{{name}}": { "type": "string" } } } } }"""));
    }

    [Theory]
    [InlineData("One", "OfOne PatchOfOne")]
    [InlineData("Two", "OfTwo PatchOfTwo")]
    [InlineData("Three", "OfThree")]
    public void Each_folder_of_a_client_may_have_its_own_shared_output_and_patch(string folder, string members)
    {
        var run = GeneratorRun.Over([.. Folder("one"), .. Folder("two"), .. Folder("three").SkipLast(1)]);
        var output = Compiler.Load(run).GetType($"Acme.Sdk.Models.Acme.{folder}Output")!;

        Assert.Empty(run.Problems);
        Assert.All(members.Split(' '), member => Assert.NotNull(output.GetProperty(member)));
        Assert.DoesNotContain(output.GetProperties(), property => property.Name.Contains("PatchOf", StringComparison.Ordinal)
            && !members.Contains(property.Name, StringComparison.Ordinal));

        static IEnumerable<SchemaText> Folder(string name) => InFolder(
            name,
            TwoClients.Input($"{name}/acme/{name}", "size"),
            SchemaText.Output(name, $$"""{ "type": "object", "properties": { "of_{{name}}": { "type": "string" } } }"""),
            SchemaText.OutputPatch(name, $$"""{ "properties": { "patch_of_{{name}}": { "type": "string" } } }"""));
    }

    [Fact]
    public void A_folder_does_not_use_the_shared_output_of_another_folder() => Assert.Equal(
        ["SSDK002 warning schemas/two/acme/star/input.json"],
        Problems([
            .. InFolder("one", TwoClients.Input("one/acme/kite", "size"), SchemaText.Output("one", "{}")),
            .. InFolder("two", TwoClients.Input("two/acme/star", "size")),
        ]));

    [Fact]
    public void A_folder_uses_the_output_of_another_folder_that_is_above_it_or_has_a_given_id()
    {
        var models = InFolder("one", TwoClients.Input("one/acme/kite", "size")).ToList();

        Assert.Empty(Problems([.. models, SchemaText.Output("", "{}")]));
        Assert.Empty(Problems([.. models, new SchemaText("/repo/elsewhere.json", "{}", "Output", "acme")]));
    }

    [Fact]
    public void A_project_without_its_own_model_has_only_the_clients_of_its_folders()
    {
        var run = GeneratorRun.Over([.. TwoClients.Files.Where(file => file.Metadata.Count > 0)]);

        Assert.Equal(["Acme.Sdk.Fal.FalClient"], ClientsOf(Compiler.Load(run)).Select(type => type.FullName));
    }

    [Theory]
    [InlineData("Unlisted; } evil")]
    [InlineData("Acme.Missing")]
    public void An_unknown_service_is_reported_at_the_first_model_of_its_client(string value)
    {
        var run = TwoClients.Beside(("ModelService", value), ("ModelClientName", "FalClient"));

        var problem = Assert.Single(run.Problems);
        Assert.StartsWith($"SSDK019 error schemas/fal/still/input.json(1,1): ModelService is '{value}'", problem, StringComparison.Ordinal);
        Assert.Empty(Compiler.Complaints(run, Compiler.Languages[0]));
    }

    // Hot reload in an editor runs no analyzers, so ModelService can become an unknown service without an error.
    [Fact]
    public void A_client_with_an_unknown_service_calls_no_other_service()
    {
        var run = TwoClients.Beside(("ModelService", "Acme.Missing"), ("ModelClientName", "FalClient"));
        var client = Compiler.Load(run).GetType("Acme.Sdk.Fal.FalClient")!;
        using var http = new HttpClient();
        var options = new ModelClientOptions { ApiToken = "secret" };

        Assert.All((object[][])[[], [options], [http, options]], arguments => Assert.Contains(
            "'Acme.Missing'",
            Assert.Throws<TargetInvocationException>(() => Activator.CreateInstance(client, arguments)).InnerException!.Message,
            StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("class QueueProfile : SchemaSdk.Services.ServiceProfile;", "QueueProfile")]
    [InlineData("namespace Acme { class QueueProfile : SchemaSdk.Services.ServiceProfile; }", "Acme.QueueProfile")]
    [InlineData("class QueueProfile : Middle; abstract class Middle : SchemaSdk.Services.ServiceProfile;", "QueueProfile")]
    [InlineData("namespace Acme.@new { class QueueProfile : SchemaSdk.Services.ServiceProfile; }", "Acme.@new.QueueProfile")]
    public void A_service_may_be_a_class_with_or_without_a_namespace(string code, string service)
    {
        var run = WithService(service.Replace("@", "", StringComparison.Ordinal), code);

        Assert.Empty(run.Problems);
        Assert.Equal($"Of(new global::{service}())", ServiceOf(run, "TestClient"));
    }

    [Theory]
    [InlineData("abstract class P : SchemaSdk.Services.ServiceProfile;", "P")]
    [InlineData("class P(string name) : SchemaSdk.Services.ServiceProfile { public string Name => name; }", "P")]
    [InlineData("class P : SchemaSdk.Services.ServiceProfile { private P() { } }", "P")]
    [InlineData("class P<T> : SchemaSdk.Services.ServiceProfile;", "P`1")]
    [InlineData("class Outer { public class P : SchemaSdk.Services.ServiceProfile; }", "Outer+P")]
    [InlineData("class P;", "P")]
    public void A_class_is_no_service_unless_it_is_a_profile_that_can_be_created(string code, string service) =>
        Assert.Contains($"ModelService is '{service}'", Assert.Single(WithService(service, code).Problems), StringComparison.Ordinal);

    private static IEnumerable<SchemaText> InFolder(string name, params SchemaText[] files) =>
        files.Select(file => file.With(("ModelSchemaRootEscaped", $"{SchemaText.Root}{name}/")));

    private static IEnumerable<string> Problems(SchemaText[] files) =>
        GeneratorRun.Over(files).Problems.Select(problem => problem.Split('(')[0]);

    private static GeneratorRun WithService(string service, string code) => GeneratorRun.Over(
        new[] { TwoClients.Input("acme/still", "size"), SchemaText.Output("", "{}") }.Select(file => file.With(("ModelService", service))),
        Compiler.Empty(Compiler.Languages[0])
            .AddSyntaxTrees(CSharpSyntaxTree.ParseText(code, Compiler.Options(Compiler.Languages[0]))));

    private static IEnumerable<Type> ClientsOf(Assembly project) =>
        project.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(ModelClient)));

    private static string ServiceOf(GeneratorRun run, string client) => run.Sources.Values
        .Single(text => text.Contains($"partial class {client} :", StringComparison.Ordinal))
        .Split("ModelService.")[1]
        .Split(',')[0];
}
