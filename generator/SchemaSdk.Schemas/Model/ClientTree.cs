namespace SchemaSdk.Schemas.Model;

/// <summary>The models of one client.</summary>
/// <param name="Client">The client to which the models' schemas are assigned; null for the project's own client.</param>
/// <param name="Tree">The models.</param>
internal sealed record ClientTree(ClientOptions? Client, ModelTree Tree)
{
    /// <summary>Groups models by their client. If there are no models, returns one empty group for the project's own client.</summary>
    /// <param name="models">The models in any order.</param>
    /// <param name="own">The settings of the project's own client.</param>
    /// <param name="locks">The names to keep, by lock file.</param>
    public static IEnumerable<ClientTree> Build(
        IEnumerable<UnnamedModel> models, ClientOptions own, IReadOnlyList<KeptNames> locks) => models
        .GroupBy(model => model.Client)
        .OrderBy(group => group.Key, ClientOrder.Instance)
        .Select(group => new ClientTree(group.Key, ModelTree.Build(group, (group.Key ?? own).Name, KeptTree.Of(locks, group))))
        .DefaultIfEmpty(new ClientTree(null, ModelTree.Build([], own.Name)));
}
