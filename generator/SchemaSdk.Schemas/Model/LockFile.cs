namespace SchemaSdk.Schemas.Model;

/// <summary>The lock file of a schema folder. It keeps the C# names of the models.</summary>
/// <param name="Path">The path of the file, for messages.</param>
/// <param name="Written">The unchanged text.</param>
internal sealed record LockFile(string Path, string Written)
{
    /// <summary>The value of MSBuild's <c>ModelSchemaKind</c> for a lock file.</summary>
    public const string Kind = "Lock";

    private const string End = ".lock.json";

    /// <summary>Returns the path of a folder's lock file, such as <c>schemas.lock.json</c> beside the folder <c>schemas</c>.</summary>
    public static string PathOf(string root) => root.TrimEnd('/', '\\') + End;

    /// <summary>Returns true if the path is that of the folder's lock file.</summary>
    public static bool IsOf(string path, string root) => Comparable(path) == Comparable(PathOf(root));

    // Two paths to the same file can differ in their slashes and in the case of the drive letter.
    private static string Comparable(string path) => path.Replace('\\', '/').ToUpperInvariant();
}
