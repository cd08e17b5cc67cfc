namespace SchemaSdk.Schemas.Problems;

/// <summary>A kind of problem that a schema file or a project can have.</summary>
/// <param name="Id">Such as <c>SSDK001</c>; never reused for another meaning.</param>
/// <param name="Title">What it is, in a few words.</param>
/// <param name="Message">The message, with a placeholder for each argument.</param>
/// <param name="IsError">True: there is no code for the file. False: there is code, but less than the schema says.</param>
internal sealed record ProblemKind(string Id, string Title, string Message, bool IsError)
{
    /// <summary>True if it is a problem of the project itself, not of a file.</summary>
    public bool IsOfProject { get; init; }
}
