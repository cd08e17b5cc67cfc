namespace SchemaSdk.Schemas.Model;

/// <summary>Orders a project's clients: first its own client (null), then the clients to which the project file assigns schemas.</summary>
internal sealed class ClientOrder : IComparer<ClientOptions?>
{
    public static readonly ClientOrder Instance = new();

    public int Compare(ClientOptions? x, ClientOptions? y) =>
        x is null || y is null ? (x is null ? 0 : 1) - (y is null ? 0 : 1)
        : string.CompareOrdinal(x.Namespace, y.Namespace) is var bySpace and not 0 ? bySpace
        : string.CompareOrdinal(x.Name, y.Name) is var byName and not 0 ? byName
        : string.CompareOrdinal(x.GivenService, y.GivenService) is var byService and not 0 ? byService
        : string.CompareOrdinal(x.Accessibility, y.Accessibility);
}
