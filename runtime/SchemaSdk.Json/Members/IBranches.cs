using System.ComponentModel;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: what is done with the branches of a union.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IBranches : IMemberVisitor
{
    /// <summary>Starts before the first branch.</summary>
    /// <param name="branches">The marks by which each is told, in the order of their numbers.</param>
    void Start(UnionBranches branches);
}
