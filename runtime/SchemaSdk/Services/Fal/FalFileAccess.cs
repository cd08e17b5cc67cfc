namespace SchemaSdk;

/// <summary>What fal answers to others than the account when they request a file of an output.</summary>
public enum FalFileAccess
{
    /// <summary>The file, to anyone who has its address.</summary>
    Allow,

    /// <summary>That they may not read it.</summary>
    Forbid,

    /// <summary>That it does not exist.</summary>
    Hide,
}
