namespace SchemaSdk.Schemas.Problems;

/// <summary>
/// All kinds of problems, ordered by id, each with the arguments of its message. An id is never reused for another meaning.
/// </summary>
internal static class ProblemKinds
{
    /// <summary>Arguments: {0} = what is wrong with the JSON.</summary>
    public static readonly ProblemKind NotJson = Error(
        "SSDK001",
        "Schema file is not JSON",
        "{0}; no code is generated from this file until you correct it");

    /// <summary>Arguments: {0} = model id.</summary>
    public static readonly ProblemKind NoOutputSchema = Warning(
        "SSDK002",
        "Model has no output schema",
        "'{0}' has no output.json beside its input.json or in a folder above; its output is a JsonElement until you add that file");

    /// <summary>Arguments: {0} = model id; {1} = JSON pointer; {2} = what the schema has there.</summary>
    public static readonly ProblemKind NotTyped = Warning(
        "SSDK003",
        "Part of a schema has no typed form",
        "'{0}' has {2} at '{1}', which has no typed form; its type is JsonElement until the schema or a patch describes it differently");

    /// <summary>Arguments: {0} = model id; {1} = JSON pointer of the object; {2} = the name; {3} = whether the rule is enforced.</summary>
    public static readonly ProblemKind RequiredIsNoProperty = Warning(
        "SSDK004",
        "A required name is not a property",
        "'{0}' requires '{2}' at '{1}', where no property has that name; {3}; correct the name in 'required', or describe the property");

    /// <summary>
    /// Arguments: {0} = model id; {1} = JSON pointer of the reference; {2} = the reference; {3} = why it cannot be resolved; {4} = what
    /// to do.
    /// </summary>
    public static readonly ProblemKind ReferenceRefused = Warning(
        "SSDK005",
        "A reference leads nowhere",
        "'{0}' has a reference at '{1}' to '{2}', which {3}; the value becomes JsonElement; {4}");

    /// <summary>Arguments: {0} = the path of the file.</summary>
    public static readonly ProblemKind NoModelId = Error(
        "SSDK006",
        "A schema file has no model id",
        "'{0}' is not in a subfolder of the schema root, so its path gives no model id; move it, or set ModelId on its "
        + "ModelSchema item");

    /// <summary>Arguments: {0} = model id; {1} = the file that is used.</summary>
    public static readonly ProblemKind DuplicateModelId = Error(
        "SSDK007",
        "Two schema files have the same model id",
        "'{0}' is already described by '{1}'; this file is not used; remove one of the files, or give one a different ModelId");

    /// <summary>Arguments: {0} = model id; {1} = JSON pointer, or the models' folder; {2} = the JSON names; {3} = the C# names.</summary>
    public static readonly ProblemKind NamesClash = Warning(
        "SSDK008",
        "Two names map to one identifier",
        "'{0}' has {2} at '{1}'; these names map to one identifier, so their C# names are {3}; use these, or give a "
        + "property another name with x-csharp-name");

    /// <summary>Arguments: {0} = model id; {1} = JSON pointer of the keyword; {2} = why the part cannot be read.</summary>
    public static readonly ProblemKind NotReadable = Warning(
        "SSDK009",
        "Part of a schema cannot be read",
        "'{0}' has a part at '{1}' that cannot be read as JSON Schema ({2}); this part is ignored; correct it in the schema or a patch");

    /// <summary>Arguments: {0} = model id; {1} = JSON pointer of the pattern; {2} = the pattern.</summary>
    public static readonly ProblemKind PatternNotChecked = Warning(
        "SSDK010",
        "A pattern is not checked",
        "'{0}' has a pattern at '{1}' that .NET cannot match as ECMAScript does: '{2}'; only the service checks it; "
        + "in a patch, replace it with a pattern that also works in .NET");

    /// <summary>Arguments: {0} = model id; {1} = the exception.</summary>
    public static readonly ProblemKind Failed = Error(
        "SSDK011",
        "The generator failed on a file",
        "'{0}' made the generator fail ({1}); no code is generated from this file; report this bug to SchemaSdk, and attach the file");

    /// <summary>Arguments: {0} = model id; {1} = name of the schema file that is missing.</summary>
    public static readonly ProblemKind PatchWithoutSchema = Warning(
        "SSDK012",
        "A patch has no schema",
        "'{0}' has no {1} for this patch, so the patch changes nothing; move the patch beside its schema, or set its ModelId");

    /// <summary>Arguments: {0} = model id; {1} = JSON pointer of the part; {2} = why, and what to do.</summary>
    public static readonly ProblemKind PatchOutdated = Warning(
        "SSDK013",
        "Part of a patch no longer applies",
        "The patch of '{0}' no longer applies at '{1}': {2}");

    /// <summary>Arguments: {0} = model id; {1} = JSON pointer of the rule; {2} = why, and what to do.</summary>
    public static readonly ProblemKind RuleNotChecked = Warning(
        "SSDK014",
        "A rule of x-rules is not checked",
        "'{0}' has a rule at '{1}' that is not checked: {2}");

    /// <summary>
    /// Arguments: {0} = model id; {1} = JSON pointer of the part to name; {2} = the name; {3} = the reason, and the name used instead.
    /// </summary>
    public static readonly ProblemKind NameNotGiven = Warning(
        "SSDK015",
        "A C# name cannot be used",
        "At '{1}', '{0}' requests the C# name {2}, which cannot be used: {3}");

    /// <summary>Arguments: {0} = the C# version of the project.</summary>
    public static readonly ProblemKind LanguageTooOld = OfProject(
        "SSDK016",
        "The project's C# is too old",
        "The generated client needs C# 12, but this project is compiled as C# {0}; no client is generated; "
        + "write <LangVersion>12</LangVersion> in the project file, or remove its LangVersion");

    /// <summary>Arguments: {0} = the target framework of the project.</summary>
    public static readonly ProblemKind TargetTooOld = OfProject(
        "SSDK017",
        "The project's target framework is too old",
        "The generated client needs .NET 8, but this project is compiled for {0}; no client is generated; "
        + "write <TargetFramework>net8.0</TargetFramework> or a later version in the project file, "
        + "or move the schemas to a project for .NET 8 or later");

    /// <summary>Arguments: {0} = the given id; {1} = what is wrong with it; {2} = what to write.</summary>
    public static readonly ProblemKind ModelIdMalformed = Error(
        "SSDK018",
        "A ModelId is malformed",
        "The ModelId '{0}' is not a valid model id, because it has {1}; no code is generated from this file until you write {2}");

    /// <summary>Arguments: {0} = the service of the project; {1} = the known services.</summary>
    public static readonly ProblemKind ServiceUnknown = OfProject(
        "SSDK019",
        "The project's service is unknown",
        "ModelService is '{0}', which is neither a known service ({1}) nor the full name of a class that derives from ServiceProfile and "
        + "has a constructor without parameters; the client cannot be created; correct <ModelService> in the project file, or remove it");

    /// <summary>
    /// Arguments: {0} = model id or file; {1} = JSON pointer; {2} = keyword or format; {3} = the name; {4} = the name that is probably
    /// meant.
    /// </summary>
    public static readonly ProblemKind Misspelt = Warning(
        "SSDK020",
        "A keyword or a format is misspelt",
        "'{0}' has the {2} '{3}' at '{1}', which is unknown and has no effect; write '{4}'");

    /// <summary>
    /// Arguments: {0} = model id; {1} = JSON pointer of the value; {2} = the kind of value; {3} = the value; {4} = what the schema
    /// requires.
    /// </summary>
    public static readonly ProblemKind ValueRefused = Warning(
        "SSDK021",
        "A schema refuses its own value",
        "In '{0}', the {2} {3} at '{1}' does not match its own schema (expected: {4}); correct the value, or the schema");

    /// <summary>
    /// Arguments: {0} = model id; {1} = JSON pointer of a keyword; {2} = the contradicting keywords; {3} = "nothing" or, for example, "no
    /// string".
    /// </summary>
    public static readonly ProblemKind NothingFits = Warning(
        "SSDK022",
        "A schema refuses every value of a type",
        "'{0}' has a contradiction at '{1}': {2}, so {3} is valid; correct one of the keywords");

    /// <summary>Arguments: {0} = the client's full name; {1} = why it clashes; {2} = what to do.</summary>
    public static readonly ProblemKind ClientsClash = Error(
        "SSDK024",
        "Two clients in a project clash",
        "The client '{0}' is not generated, because {1}: {2}");

    /// <summary>Arguments: {0} = what is wrong with the lock file; {1} = what to do.</summary>
    public static readonly ProblemKind LockNotRead = Warning(
        "SSDK025",
        "A lock file cannot be read",
        "The lock file of a schema folder cannot be read: {0}; the generator replaces unreadable names with its own, so code that "
        + "uses the old names may not compile; {1}");

    /// <summary>Arguments: {0} = model id, perhaps with a type and a member; {1} = the C# name; {2} = why it cannot be used.</summary>
    public static readonly ProblemKind NameNotKept = Warning(
        "SSDK026",
        "A C# name in a lock file cannot be used",
        "The lock file gives '{0}' the C# name '{1}', which cannot be used: {2}; the generator derives a name instead; "
        + "restore the file from the last good commit, or correct the name");

    public static readonly IReadOnlyList<ProblemKind> All =
    [
        NotJson, NoOutputSchema, NotTyped, RequiredIsNoProperty, ReferenceRefused, NoModelId, DuplicateModelId, NamesClash, NotReadable,
        PatternNotChecked, Failed, PatchWithoutSchema, PatchOutdated, RuleNotChecked, NameNotGiven, LanguageTooOld, TargetTooOld,
        ModelIdMalformed, ServiceUnknown, Misspelt, ValueRefused, NothingFits, ClientsClash, LockNotRead, NameNotKept,
    ];

    public static ProblemKind ById(string id) => All.First(kind => kind.Id == id);

    /// <summary>Returns the type of an exception and the first line of its message.</summary>
    public static string Thrown(Exception error) => $"{error.GetType().Name}: {error.Message.Split('\n')[0].TrimEnd('\r')}";

    private static ProblemKind Error(string id, string title, string message) => new(id, title, message, IsError: true);

    private static ProblemKind Warning(string id, string title, string message) => new(id, title, message, IsError: false);

    private static ProblemKind OfProject(string id, string title, string message) => Error(id, title, message) with { IsOfProject = true };
}
