namespace SchemaSdk.Schemas.Keywords;

/// <summary>The known keywords. All code that handles keywords uses this table; other keywords are ignored.</summary>
internal static class KeywordTable
{
    /// <summary>All known keywords. Their order affects the order in which rules are checked and subschemas are visited.</summary>
    public static IReadOnlyList<Keyword> All { get; } =
    [
        // Names, references and definitions.
        new(KeywordName.Schema, KeywordValue.Text) { IsNote = true },
        new(KeywordName.Id, KeywordValue.Text) { IsNote = true },
        new("$comment", KeywordValue.Text) { IsNote = true },
        new(KeywordName.Anchor, KeywordValue.Text),
        new(KeywordName.DynamicAnchor, KeywordValue.Text),
        new(KeywordName.RecursiveAnchor, KeywordValue.Flag),
        new("id", KeywordValue.Text),
        new(KeywordName.Ref, KeywordValue.Text) { Types = KeywordTyping.Always },
        new("$dynamicRef", KeywordValue.Text) { Unchecked = RuleTypes.All },
        new(KeywordName.RecursiveRef, KeywordValue.Text) { Unchecked = RuleTypes.All },
        new(KeywordName.Definitions, KeywordValue.Map) { Holds = SubschemaPlaces.Definitions },
        new(KeywordName.Defs, KeywordValue.Map) { Holds = SubschemaPlaces.Definitions },
        new(KeywordName.Components, KeywordValue.Map) { Holds = SubschemaPlaces.Components },

        // Notes for people.
        new(KeywordName.Title, KeywordValue.Text) { IsNote = true, Tells = "" },
        new(KeywordName.Description, KeywordValue.Text) { IsNote = true, Tells = "" },
        new(KeywordName.Default, KeywordValue.Anything) { Holds = SubschemaPlaces.Data, IsNote = true, Tells = "" },
        new(KeywordName.Example, KeywordValue.Anything) { Holds = SubschemaPlaces.Data, IsNote = true },
        new(KeywordName.Examples, KeywordValue.List) { Holds = SubschemaPlaces.Data, IsNote = true, Tells = "" },
        new(KeywordName.Deprecated, KeywordValue.Flag) { Types = KeywordTyping.Beside, IsNote = true, Tells = "" },
        new("readOnly", KeywordValue.Flag) { IsNote = true, Tells = "set by the service" },
        new("writeOnly", KeywordValue.Flag) { IsNote = true, Tells = "never returned" },
        new(KeywordName.Validations, KeywordValue.List) { Holds = SubschemaPlaces.Data, IsNote = true, Tells = "" },

        // Rules for any value.
        new(KeywordName.Type, KeywordValue.TextOrList)
        {
            IsSet = true, Types = KeywordTyping.Always, Checks = new("", RuleTypes.All, CheckArgument.Names),
        },
        new(KeywordName.Nullable, KeywordValue.Flag),
        new(KeywordName.Enum, KeywordValue.FilledList)
        {
            Holds = SubschemaPlaces.Data, IsSet = true, Types = KeywordTyping.Always,
            Checks = new("among", RuleTypes.All, CheckArgument.Json),
        },
        new(KeywordName.Const, KeywordValue.Anything)
        {
            Holds = SubschemaPlaces.Data, Types = KeywordTyping.Always,
            Checks = new("equal to", RuleTypes.All, CheckArgument.Json),
        },

        // Rules for numbers.
        new(KeywordName.Minimum, KeywordValue.Number)
        {
            Types = KeywordTyping.OfIntegers, Tells = "", Checks = KeywordCheck.Of(Limit.AtLeast, "at least"),
        },
        new(KeywordName.ExclusiveMinimum, KeywordValue.NumberOrFlag)
        {
            Types = KeywordTyping.OfIntegers, Tells = "", Checks = KeywordCheck.Of(Limit.Above, "above"),
        },
        new(KeywordName.Maximum, KeywordValue.Number)
        {
            Types = KeywordTyping.OfIntegers, Tells = "", Checks = KeywordCheck.Of(Limit.AtMost, "at most"),
        },
        new(KeywordName.ExclusiveMaximum, KeywordValue.NumberOrFlag)
        {
            Types = KeywordTyping.OfIntegers, Tells = "", Checks = KeywordCheck.Of(Limit.Below, "below"),
        },
        new(KeywordName.MultipleOf, KeywordValue.Number)
        {
            Checks = new("multiple of", RuleTypes.Number, CheckArgument.Step),
        },

        // Rules for strings.
        new("minLength", KeywordValue.Count)
        {
            Tells = " characters", Checks = KeywordCheck.Of(Counted.Characters, CheckArgument.Least),
        },
        new("maxLength", KeywordValue.Count)
        {
            Tells = " characters", Checks = KeywordCheck.Of(Counted.Characters, CheckArgument.Most),
        },
        new(KeywordName.Pattern, KeywordValue.Text)
        {
            Types = KeywordTyping.Beside, Checks = new("matching", RuleTypes.String, CheckArgument.Pattern),
        },
        new(KeywordName.Format, KeywordValue.Text) { Types = KeywordTyping.Always },
        new("contentMediaType", KeywordValue.Text),
        new("contentEncoding", KeywordValue.Text),
        new("contentSchema", KeywordValue.Schema) { Holds = SubschemaPlaces.Whole },

        // Rules for arrays.
        new(KeywordName.Items, KeywordValue.SchemaOrList)
        {
            Holds = SubschemaPlaces.WholeOrItems, Types = KeywordTyping.Always,
            Checks = new("item", RuleTypes.Array, CheckArgument.Schemas),
        },
        new(KeywordName.PrefixItems, KeywordValue.FilledList)
        {
            Holds = SubschemaPlaces.Items, Types = KeywordTyping.Always,
            Checks = new("item", RuleTypes.Array, CheckArgument.Schemas),
        },
        new(KeywordName.AdditionalItems, KeywordValue.Schema)
        {
            Holds = SubschemaPlaces.WholeOrFlag, Checks = new("item", RuleTypes.Array, CheckArgument.Schemas),
        },
        new(KeywordName.Contains, KeywordValue.Schema)
        {
            Holds = SubschemaPlaces.Whole, Checks = new(null, RuleTypes.Array, CheckArgument.Schemas),
        },
        new(KeywordName.MinContains, KeywordValue.Count)
        {
            Checks = new(KeywordName.Contains, RuleTypes.Array, CheckArgument.LeastOfLoop),
        },
        new(KeywordName.MaxContains, KeywordValue.Count)
        {
            Checks = new(KeywordName.Contains, RuleTypes.Array, CheckArgument.MostOfLoop),
        },

        // Rules for objects.
        new(KeywordName.Properties, KeywordValue.Map)
        {
            Holds = SubschemaPlaces.Members, Types = KeywordTyping.Always,
            Checks = new("", RuleTypes.Object, CheckArgument.Schemas),
        },
        new(KeywordName.PatternProperties, KeywordValue.Map)
        {
            Holds = SubschemaPlaces.Members, Types = KeywordTyping.Always,
            Checks = new("members like", RuleTypes.Object, CheckArgument.Schemas),
        },
        new(KeywordName.AdditionalProperties, KeywordValue.Schema)
        {
            Holds = SubschemaPlaces.WholeOrFlag, Types = KeywordTyping.Always,
            Checks = new("others", RuleTypes.Object, CheckArgument.Schemas),
        },
        new(KeywordName.PropertyNames, KeywordValue.Schema)
        {
            Holds = SubschemaPlaces.Whole, Checks = new("names", RuleTypes.Object, CheckArgument.Schemas),
        },
        new(KeywordName.Required, KeywordValue.List)
        {
            IsSet = true, Types = KeywordTyping.Always, Checks = new("requires", RuleTypes.Object, CheckArgument.Names),
        },
        new(KeywordName.MinProperties, KeywordValue.Count) { Checks = KeywordCheck.Of(Counted.Members, CheckArgument.Least) },
        new(KeywordName.MaxProperties, KeywordValue.Count) { Checks = KeywordCheck.Of(Counted.Members, CheckArgument.Most) },

        // Rules for arrays that are checked after the rules for objects.
        new(KeywordName.UniqueItems, KeywordValue.Flag)
        {
            Checks = new("unique items", RuleTypes.Array, CheckArgument.Flag),
        },
        new(KeywordName.MinItems, KeywordValue.Count) { Tells = " items",
            Checks = KeywordCheck.Of(Counted.Items, CheckArgument.Least) },
        new(KeywordName.MaxItems, KeywordValue.Count) { Tells = " items",
            Checks = KeywordCheck.Of(Counted.Items, CheckArgument.Most) },

        // Keywords that combine schemas, or depend on other keywords or members.
        new(KeywordName.Not, KeywordValue.Schema)
        {
            Holds = SubschemaPlaces.Whole, IsInPlace = true, Checks = new(null, RuleTypes.All, CheckArgument.Schemas),
        },
        new(KeywordName.If, KeywordValue.Schema)
        {
            Holds = SubschemaPlaces.Whole, IsInPlace = true, Checks = new(null, RuleTypes.All, CheckArgument.Schemas),
        },
        new(KeywordName.Then, KeywordValue.Schema)
        {
            Holds = SubschemaPlaces.Whole, IsInPlace = true, Types = KeywordTyping.OptionalMembers,
            Checks = new(null, RuleTypes.All, CheckArgument.Schemas),
        },
        new(KeywordName.Else, KeywordValue.Schema)
        {
            Holds = SubschemaPlaces.Whole, IsInPlace = true, Types = KeywordTyping.OptionalMembers,
            Checks = new(null, RuleTypes.All, CheckArgument.Schemas),
        },
        new(KeywordName.AllOf, KeywordValue.FilledList)
        {
            Holds = SubschemaPlaces.Items, IsInPlace = true, IsSet = true, Types = KeywordTyping.Always,
            Checks = new("all of", RuleTypes.All, CheckArgument.Schemas),
        },
        new(KeywordName.AnyOf, KeywordValue.FilledList)
        {
            Holds = SubschemaPlaces.Items, IsInPlace = true, IsSet = true, Types = KeywordTyping.Union,
            Checks = new("any of", RuleTypes.All, CheckArgument.Schemas),
        },
        new(KeywordName.OneOf, KeywordValue.FilledList)
        {
            Holds = SubschemaPlaces.Items, IsInPlace = true, IsSet = true, Types = KeywordTyping.Union,
            Checks = new("exactly one of", RuleTypes.All, CheckArgument.Schemas),
        },
        new(KeywordName.Discriminator, KeywordValue.MapOrText) { Types = KeywordTyping.Beside },
        new(KeywordName.Dependencies, KeywordValue.Map)
        {
            Holds = SubschemaPlaces.MembersOrNames, IsInPlace = true, Types = KeywordTyping.OptionalMembers,
            Checks = new(null, RuleTypes.Object, CheckArgument.NamesOfMember),
        },
        new(KeywordName.DependentSchemas, KeywordValue.Map)
        {
            Holds = SubschemaPlaces.Members, IsInPlace = true, Types = KeywordTyping.OptionalMembers,
            Checks = new("with", RuleTypes.Object, CheckArgument.Schemas),
        },
        new("dependentRequired", KeywordValue.Map)
        {
            Checks = new(null, RuleTypes.Object, CheckArgument.NamesOfMember),
        },
        new("unevaluatedItems", KeywordValue.Schema) { Holds = SubschemaPlaces.WholeOrFlag, Unchecked = RuleTypes.Array },
        new("unevaluatedProperties", KeywordValue.Schema) { Holds = SubschemaPlaces.WholeOrFlag, Unchecked = RuleTypes.Object },

        // Keywords of OpenAPI or NJsonSchema. The emulator uses NJsonSchema, which rejects the whole file if one of them has a value of the
        // wrong kind.
        new("xml", KeywordValue.Map),
        new(KeywordName.XNullable, KeywordValue.Flag),
        new("x-dictionaryKey", KeywordValue.Map),
        new("x-deprecated", KeywordValue.Flag),
        new("x-deprecatedMessage", KeywordValue.Text),
        new("x-abstract", KeywordValue.Flag),
        new("x-enumFlags", KeywordValue.Flag),
        new("x-enumNames", KeywordValue.Names),
        new("x-readOnly", KeywordValue.Flag),
        new("x-writeOnly", KeywordValue.Flag),
    ];

    /// <summary>The keywords that make a value a union: <c>anyOf</c> and <c>oneOf</c>.</summary>
    public static IReadOnlyList<string> Unions { get; } = Names(keyword => keyword.Types == KeywordTyping.Union);

    private static readonly Dictionary<string, Keyword> ByName = All.ToDictionary(keyword => keyword.Name, StringComparer.Ordinal);

    public static Keyword? Find(string name) => ByName.TryGetValue(name, out var keyword) ? keyword : null;

    public static string[] Names(Func<Keyword, bool> isChosen) => [.. All.Where(isChosen).Select(keyword => keyword.Name)];
}
