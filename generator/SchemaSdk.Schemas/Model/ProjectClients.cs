using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>A project's clients.</summary>
/// <param name="Clients">The clients that get code, the project's own first. Their types cannot clash.</param>
/// <param name="Clashes">The problems with clients that get no code, each reported at the client's first model.</param>
internal sealed record ProjectClients(EquatableArray<ClientModel> Clients, EquatableArray<Problem> Clashes)
{
    public static ProjectClients Build(IEnumerable<ClientTree> trees, ClientOptions own)
    {
        var clients = new List<ClientModel>();
        var clashes = new List<Problem>();
        foreach (var tree in trees)
        {
            var client = new ClientModel(tree.Tree, tree.Client ?? own, tree.Client is null);
            if (clients.Select(other => Clash(client.Options, other)).FirstOrDefault(clash => clash is not null) is var (why, mend))
            {
                clashes.Add(Problem.At(
                    ProblemKinds.ClientsClash, client.Tree.Paths[0].File, SourceSpan.FileStart, client.Options.FullName, why, mend));
            }
            else
            {
                clients.Add(client);
            }
        }

        return new ProjectClients(clients.ToEquatableArray(), clashes.ToEquatableArray());
    }

    /// <summary>Finds a schema's client; null if the client gets no code.</summary>
    /// <param name="client">The client to which the schema is assigned; null for the project's own client.</param>
    public ClientModel? Find(ClientOptions? client) =>
        Clients.FirstOrDefault(found => client is null ? found.IsOwn : !found.IsOwn && found.Options == client);

    private static (string Why, string Mend)? Clash(ClientOptions client, ClientModel other) =>
        client.FullName == other.Options.FullName
            ? ($"'{other.Tree.Paths[0].File}' belongs to a client of the same name with another service or accessibility",
                "set the same ModelService and ModelClientAccessibility on all ModelSchema items of the client, or change ModelClientName")
            : Meet(client, other.Options) || Meet(other.Options, client)
                ? ($"its types would clash with those of client '{other.Options.FullName}' in namespace '{other.Options.Namespace}'",
                    "give its ModelSchema items a different ModelClientNamespace")
                : null;

    /// <summary>
    /// Returns true if one client's types could clash with another's. A client's models are in the namespace <c>Models</c> inside the
    /// client's own namespace.
    /// </summary>
    private static bool Meet(ClientOptions client, ClientOptions other) =>
        client.Namespace == other.Namespace
        || IsBelow(client.Namespace, other.FullName)
        || IsBelow(client.Namespace, other.Namespace + ".Models");

    private static bool IsBelow(string space, string above) =>
        space.StartsWith(above, StringComparison.Ordinal) && (space.Length == above.Length || space[above.Length] == '.');
}
