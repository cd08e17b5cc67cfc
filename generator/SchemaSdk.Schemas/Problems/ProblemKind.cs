namespace SchemaSdk.Schemas.Problems;

/// <summary>A kind of problem that a schema file or a project can have.</summary>
/// <param name="Id">The diagnostic id, such as <c>SSDK001</c>. An id is never reused for another meaning.</param>
/// <param name="Title">The title of the diagnostic.</param>
/// <param name="Message">The message, with a placeholder for each argument.</param>
/// <param name="IsError">True if no code is generated for the file; false if code is generated nevertheless.</param>
internal sealed record ProblemKind(string Id, string Title, string Message, bool IsError)
{
    /// <summary>True for a problem with the project itself; false for a problem with a file.</summary>
    public bool IsOfProject { get; init; }
}
