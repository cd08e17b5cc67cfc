using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Writes the client class, and the classes for groups of models, such as <c>client.Kling</c>.</summary>
internal static class ClientEmitter
{
    public static string Emit(ClientOptions client, bool hasOwnService, IReadOnlyList<ModelPath> paths)
    {
        // The aliases are inside the namespace, because a project may have global aliases with the same names (CS1537).
        var code = new CodeWriter()
            .Write(ModelEmitter.Header)
            .Line()
            .Open($"namespace {client.Namespace}")
            .Write($"using models = global::{client.Namespace}.Models;")
            .Write("using sdk = global::SchemaSdk;")
            .Line();
        EmitClient(code, client, hasOwnService, paths);
        EmitGroups(code, client, paths, 1);
        return code.Close().ToString();
    }

    private static void EmitClient(CodeWriter code, ClientOptions client, bool hasOwnService, IReadOnlyList<ModelPath> paths)
    {
        // Without a service argument, the constructor of ModelClient takes the service from the attribute, and refuses an unknown service.
        var service = client.Service.Length == 0 ? ""
            : "global::SchemaSdk.ModelService." + (hasOwnService ? $"Of(new global::{client.Service}())" : client.Service) + ", ";
        var name = client.Name;
        var (options, http) = ("global::SchemaSdk.ModelClientOptions", "global::System.Net.Http.HttpClient");
        const string isNull = "global::System.ArgumentNullException";
        var details = paths.Select(path => $"models::{path.ClassAt(path.Names.Count).Substring(7)}.ModelDetails.Instance").ToList();
        var all = ContentName.Of("AllModels", details);
        code.Write(
            $"/// <summary>A typed client for {StepText.Models(paths.Count)}. Thread-safe; one per process is enough.</summary>");
        var named = hasOwnService ? $"typeof(global::{client.Service})" : CSharpText.Literal(client.GivenService);
        code.Write($"[global::SchemaSdk.CompilerServices.ClientService({named})]");
        code.Open($"{client.Accessibility} sealed partial class {name} : global::SchemaSdk.ModelClient");
        code.Write(
            $$"""
            /// <summary>Reads the token and the address from the environment.</summary>
            /// <exception cref="global::System.ArgumentException">The token or the address in the environment is malformed.</exception>
            public {{name}}() : base({{service}}null) { }

            /// <summary>Uses the options. Reads the token or the address from the environment if the options do not set it.</summary>
            /// <param name="options">Copied, so later changes have no effect.</param>
            /// <exception cref="global::System.ArgumentException">An option is malformed or out of its range.</exception>
            public {{name}}({{options}} options) : base({{service}}options ?? throw new {{isNull}}(nameof(options))) { }

            /// <summary>Sends requests through the caller's HTTP client, which is not disposed.</summary>
            /// <param name="httpClient">The token is set on each request, never on this client.</param>
            /// <param name="options">Copied, so later changes have no effect.</param>
            /// <exception cref="global::System.ArgumentException">An option is malformed or out of its range.</exception>
            public {{name}}({{http}} httpClient, {{options}}? options = null) : base({{service}}httpClient, options) { }

            /// <summary>All models, ordered by id, with the details that need no call to the service.</summary>
            public static global::System.Collections.Generic.IReadOnlyList<global::SchemaSdk.ModelInfo> Models => {{all}}.List;

            /// <summary>Resolves the generated types. A JsonSerializerContext cannot see them, so combine it with this resolver.</summary>
            public static global::System.Text.Json.Serialization.Metadata.IJsonTypeInfoResolver JsonTypeInfoResolver => {{all}}.Resolver;
            """);
        EmitChildren(code, client, Children(paths, 0), 1, "this");
        code.Line().Write(
            $"""
            /// <inheritdoc />
            protected override global::SchemaSdk.ModelInfo? FindModel(string modelId) =>
                global::SchemaSdk.CompilerServices.ModelList.Find({all}.List, modelId);

            // The name contains a hash of the list, so that a change makes hot reload restart the program instead of keeping the old list.
            """);
        code.Open($"private static class {all}");
        code.Write("internal static readonly global::System.Collections.Generic.IReadOnlyList<sdk::ModelInfo> List =").Write("[");
        code.WriteAll(details.Select(model => $"    {model},")).Write("];");
        code.Write("internal static readonly global::System.Text.Json.Serialization.Metadata.IJsonTypeInfoResolver Resolver =");
        code.Write("    new global::SchemaSdk.CompilerServices.ModelTypeInfoResolver(List);");
        code.Close().Close();
    }

    private static void EmitGroups(CodeWriter code, ClientOptions client, IReadOnlyList<ModelPath> paths, int depth)
    {
        foreach (var (path, below) in Children(paths, depth - 1))
        {
            var children = Children(below, depth);
            if (children.Count == 0)
            {
                continue;
            }

            code.Line().Open($"namespace Models{path.NamespaceAt(depth)}");
            EmitGroup(code, client, path, children, depth, below);
            code.Close();
            EmitGroups(code, client, below, depth + 1);
        }
    }

    private static void EmitGroup(
        CodeWriter code,
        ClientOptions client,
        ModelPath path,
        List<(ModelPath Path, List<ModelPath> Below)> children,
        int depth,
        List<ModelPath> below)
    {
        var name = ModelPath.TypeNameOf(path.Names[depth - 1]) + "Model";
        var isEndpoint = below.Any(model => model.Names.Count == depth);
        if (!isEndpoint)
        {
            code.Write(Summary(below, depth));
        }

        code.Open($"{client.Accessibility} partial class {name}");
        if (!isEndpoint)
        {
            code.Write(
                $$"""
                private readonly sdk::ModelClient? owner;
                protected {{name}}() { }
                internal {{name}}(sdk::ModelClient client) => owner = client;
                private sdk::ModelClient Client => global::SchemaSdk.CompilerServices.ModelGroup.ClientOf(owner);
                """);
        }

        EmitChildren(code, client, children, depth + 1, "Client", "virtual ");
        code.Close();
    }

    private static void EmitChildren(
        CodeWriter code,
        ClientOptions client,
        List<(ModelPath Path, List<ModelPath> Below)> children,
        int depth,
        string owner,
        string modifier = "")
    {
        foreach (var (path, below) in children)
        {
            var name = path.Names[depth - 1];
            var field = CSharpText.Field(name);
            var type = $"models::{path.ClassAt(depth).Substring(7)}";
            code.Write($"private {type}? {field};").Write(Summary(below, depth));
            EmitRetirement(code, below, depth);
            code.Write(
                $$"""
                public {{modifier}}{{type}} {{name}} => {{field}} ??= new({{owner}});
                """);
        }
    }

    /// <summary>
    /// Returns the comment for a property such as <c>client.Kling</c>. The comment describes the model if the property is a model itself,
    /// and otherwise the group of models below the property.
    /// </summary>
    /// <param name="models">The models whose ids start with the segments up to the property.</param>
    /// <param name="depth">The number of segments up to the property.</param>
    private static string Summary(List<ModelPath> models, int depth) =>
        models.Find(model => model.Names.Count == depth) is { } model
            ? StepText.OfModel(model, models.Count - 1)
            : StepText.OfGroup(string.Join("/", models[0].Id.Split('/').Take(depth)), models.Count);

    /// <summary>Marks the property of a model as obsolete if that model and all models below it are retired.</summary>
    private static void EmitRetirement(CodeWriter code, List<ModelPath> below, int depth)
    {
        if (below.Find(model => model.Names.Count == depth)?.Retirement is { } retirement
            && below.All(model => model.Retirement is not null))
        {
            var message = CSharpText.Literal(
                $"Retired since {retirement.Since}: the service has removed this model; a later version of this client will remove "
                + "it too.");
            var isError = below.All(model => model.Retirement!.IsError) ? ", true" : "";
            code.Write($"[global::System.Obsolete({message}{isError})]");
        }
    }

    /// <summary>Groups models by one segment of their ids. Omits models whose ids have no segment at that depth.</summary>
    private static List<(ModelPath Path, List<ModelPath> Below)> Children(IEnumerable<ModelPath> paths, int depth) => paths
        .Where(path => path.Names.Count > depth)
        .GroupBy(path => path.Id.Split('/')[depth], StringComparer.Ordinal)
        .Select(node => (node.First(), node.ToList()))
        .ToList();
}
