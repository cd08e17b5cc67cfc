namespace SchemaSdk.CompilerServices;

/// <summary>One thing that a schema asks of a value, ready to be checked. Many threads may check with it at once.</summary>
internal abstract class RuleNode
{
    /// <summary>True if it asks for one of some constants.</summary>
    public virtual bool IsConstant => false;

    /// <summary>Checks the value that the check stands on, and reports what does not fit.</summary>
    /// <param name="check">
    /// On the first token of the value. The walks over members and items leave it on the last one, everything else where it was.
    /// </param>
    public abstract void Check(ref JsonCheck check);
}
