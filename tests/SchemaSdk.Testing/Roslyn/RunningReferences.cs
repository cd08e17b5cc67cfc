using Microsoft.CodeAnalysis;

namespace SchemaSdk.Testing;

/// <summary>References to the assemblies with which the tests run, including those of .NET.</summary>
public static class RunningReferences
{
    public static IReadOnlyList<MetadataReference> All => To(static _ => true);

    /// <param name="isIncluded">Returns true if the file with the given name is to be included.</param>
    public static IReadOnlyList<MetadataReference> To(Func<string, bool> isIncluded) =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => isIncluded(Path.GetFileName(path)))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];
}
