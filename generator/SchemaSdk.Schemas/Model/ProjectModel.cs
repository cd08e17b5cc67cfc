using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The facts about the project as a whole that the generator needs.</summary>
/// <param name="IsInEditor">
/// True if the compiler is running in an editor, where the analyzer reports problems. In a build, the generator reports them.
/// </param>
/// <param name="TooOld">The problem to report if the project is too old to compile generated code; null if it is new enough.</param>
/// <param name="UnknownServices">The unknown services that clients use.</param>
/// <param name="KnownServices">The names of the known services; none if the project lacks the type that lists them.</param>
internal sealed record ProjectModel(
    bool IsInEditor, Problem? TooOld, EquatableArray<string> UnknownServices, EquatableArray<string> KnownServices)
{
    /// <summary>Returns the problems with the project itself; none if the project has no models.</summary>
    public EquatableArray<Problem> Problems(ProjectClients clients)
    {
        var used = clients.Clients.Where(client => client.Tree.Paths.Count > 0);
        return TooOld is not null
            ? used.Take(1).Select(_ => TooOld).ToEquatableArray()
            : used.Where(client => IsUnknown(client.Options)).Select(UnknownService).ToEquatableArray();
    }

    /// <summary>Returns true if the service is a class of the project or its references.</summary>
    public bool HasOwnService(ClientOptions client) =>
        !IsUnknown(client) && KnownServices.Count > 0 && !KnownServices.Contains(client.GivenService);

    public bool IsUnknown(ClientOptions client) => UnknownServices.Contains(client.GivenService);

    private Problem UnknownService(ClientModel client) => Problem.At(
        ProblemKinds.ServiceUnknown,
        client.IsOwn ? "" : client.Tree.Paths[0].File,
        SourceSpan.FileStart,
        client.Options.GivenService,
        string.Join(", ", KnownServices));
}
