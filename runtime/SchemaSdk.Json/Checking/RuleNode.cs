namespace SchemaSdk.CompilerServices;

/// <summary>A rule that can check JSON values. Thread-safe.</summary>
internal abstract class RuleNode
{
    /// <summary>True if the rule allows only a fixed list of values.</summary>
    public virtual bool IsConstant => false;

    /// <summary>True if the rule allows only one value. In a branch of a union, such a member tells the branch from the others.</summary>
    public virtual bool IsTag => false;

    /// <summary>Checks the current value and reports its errors.</summary>
    /// <param name="check">
    /// The check, with its cursor on the first token of the value. Nodes for members and items move the cursor to the last token; all
    /// other nodes leave it where it was.
    /// </param>
    public abstract void Check(ref JsonCheck check);
}
