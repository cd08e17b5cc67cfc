using System.ComponentModel;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: visits the members of an object.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IMembers : IMemberVisitor
{
    /// <summary>Starts the visit. Called once, before the first member.</summary>
    /// <param name="names">The names of the members. Each member is identified by its position.</param>
    void Start(MemberNames names);
}
