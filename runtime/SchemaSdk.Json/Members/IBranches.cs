using System.ComponentModel;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: visits the branches of a union.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IBranches : IMemberVisitor
{
    /// <summary>Starts the visit. Called once, before the first branch.</summary>
    /// <param name="branches">What distinguishes the branches. Each branch is identified by its position.</param>
    void Start(UnionBranches branches);
}
