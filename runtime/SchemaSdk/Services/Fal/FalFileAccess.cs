namespace SchemaSdk;

/// <summary>How fal answers when anyone but the account requests a file of an output.</summary>
public enum FalFileAccess
{
    /// <summary>Anyone who has the address gets the file.</summary>
    Allow,

    /// <summary>The answer says that reading the file is forbidden.</summary>
    Forbid,

    /// <summary>The answer says that the file does not exist.</summary>
    Hide,
}
