using System.Text.Json;
using SchemaSdk.Fal;
using SchemaSdk.Replicate;

namespace SchemaSdk.EndToEnd.Tests.PublicApi;

/// <summary>
/// The models of a ready-made client that come from its service's catalogue. Their types are not listed in PublicApi/, because they change
/// with the service. Before each release, <c>schemasdk diff</c> shows which changes break callers.
/// </summary>
internal sealed class TakenModels
{
    private static readonly ModelClientOptions WithToken = new() { ApiToken = "a-token" };

    private TakenModels(string folder, ModelClient client, IReadOnlyList<ModelInfo> models)
    {
        var locked = JsonElement.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, $"{folder}.lock.json")));
        Ids = locked.GetProperty("models").EnumerateObject().Select(model => model.Name).ToHashSet();
        Client = client.GetType();
        Models = models;
        Types = FindTypes(client);
    }

    /// <summary>The models of each client, with the client's package as the key.</summary>
    public static IReadOnlyDictionary<string, TakenModels> ByPackage { get; } = new Dictionary<string, TakenModels>
    {
        ["SchemaSdk.RunComfy"] = new("schemas", new RunComfyClient(WithToken), RunComfyClient.Models),
        ["SchemaSdk.Fal"] = new("services/fal", new FalClient(WithToken), FalClient.Models),
        ["SchemaSdk.Replicate"] = new("services/replicate", new ReplicateClient(WithToken), ReplicateClient.Models),
    };

    /// <summary>The model ids in the lock file.</summary>
    public IReadOnlySet<string> Ids { get; }

    public Type Client { get; }

    public IReadOnlyList<ModelInfo> Models { get; }

    /// <summary>The types of the models in the lock file, and of the groups that contain only such models. Excludes nested types.</summary>
    public IReadOnlySet<string> Types { get; }

    private HashSet<string> FindTypes(ModelClient client)
    {
        using (client)
        {
            var paths = ClientEndpoints.PathsOf(client).ToLookup(path => Ids.Contains(ClientEndpoints.IdOf(path[^1])!));
            return [.. paths[true].SelectMany(TypesOf).Except(paths[false].SelectMany(TypesOf))];
        }
    }

    private IEnumerable<string> TypesOf(IReadOnlyList<object> path)
    {
        var info = Models.Single(model => model.Id == ClientEndpoints.IdOf(path[^1]));
        return path.Select(node => node.GetType()).Append(info.InputType).Append(info.OutputType).Select(type => type.FullName!);
    }
}
