namespace SchemaSdk.CompilerServices;

public ref partial struct JsonCheck
{
    /// <summary>Keyword <c>type</c>.</summary>
    /// <param name="types">The types that are allowed.</param>
    public void Type(JsonTypes types)
    {
        if ((Kinds[(int)Reader.TokenType] & (byte)types) == 0 || ((types & JsonTypes.Number) == JsonTypes.Integer && IsFraction))
        {
            ReportType(types);
        }
    }

    /// <summary>The schema <c>false</c>.</summary>
    public void Nothing()
    {
        if (Fails())
        {
            Report("false", "not be there", "nothing");
        }
    }

    /// <summary>Keyword <c>additionalProperties</c>, where it is false.</summary>
    public void Unknown()
    {
        if (Fails())
        {
            Report("additionalProperties", "not be there; the schema knows no member of this name", "no other members");
        }
    }

    /// <summary>A string.</summary>
    public void String() => Type(JsonTypes.String);

    /// <summary>A string of a length.</summary>
    /// <param name="least">Keyword <c>minLength</c>, in Unicode code points.</param>
    /// <param name="most">Keyword <c>maxLength</c>, in Unicode code points.</param>
    public void String(long least, long most = long.MaxValue)
    {
        Type(JsonTypes.String);
        Length(least, most);
    }

    /// <summary>One of the strings of <c>enum</c>.</summary>
    /// <param name="texts">The strings.</param>
    public void String(KnownTexts texts)
    {
        Type(JsonTypes.String);
        Enum(texts);
    }

    /// <summary>A string or null.</summary>
    public void StringOrNull() => Type(JsonTypes.String | JsonTypes.Null);

    /// <summary>A string of a length, or null.</summary>
    /// <param name="least">Keyword <c>minLength</c>, in Unicode code points.</param>
    /// <param name="most">Keyword <c>maxLength</c>, in Unicode code points.</param>
    public void StringOrNull(long least, long most = long.MaxValue)
    {
        Type(JsonTypes.String | JsonTypes.Null);
        Length(least, most);
    }

    /// <summary>One of the strings of <c>enum</c>, or null.</summary>
    /// <param name="texts">The strings.</param>
    public void StringOrNull(KnownTexts texts)
    {
        Type(JsonTypes.String | JsonTypes.Null);
        Enum(texts);
    }

    /// <summary>A number without a fraction.</summary>
    public void Integer() => Type(JsonTypes.Integer);

    /// <summary>A number without a fraction.</summary>
    /// <param name="minimum">The least value.</param>
    /// <param name="maximum">The greatest value; <see cref="long.MaxValue"/> for none.</param>
    public void Integer(long minimum, long maximum = long.MaxValue)
    {
        Type(JsonTypes.Integer);
        Within(minimum, maximum);
    }

    /// <summary>A number without a fraction, or null.</summary>
    public void IntegerOrNull() => Type(JsonTypes.Integer | JsonTypes.Null);

    /// <summary>A number without a fraction, or null.</summary>
    /// <inheritdoc cref="Integer(long, long)" />
    public void IntegerOrNull(long minimum, long maximum = long.MaxValue)
    {
        Type(JsonTypes.Integer | JsonTypes.Null);
        Within(minimum, maximum);
    }

    /// <summary>A number.</summary>
    public void Number() => Type(JsonTypes.Number);

    /// <summary>A number.</summary>
    /// <param name="minimum">The least value.</param>
    /// <param name="maximum">The greatest value; <see cref="long.MaxValue"/> for none.</param>
    public void Number(long minimum, long maximum = long.MaxValue)
    {
        Type(JsonTypes.Number);
        Within(minimum, maximum);
    }

    /// <summary>A number.</summary>
    /// <param name="minimum">The least value.</param>
    /// <param name="maximum">The greatest value.</param>
    public void Number(double minimum, double maximum = double.PositiveInfinity)
    {
        Type(JsonTypes.Number);
        Within(minimum, maximum);
    }

    /// <summary>A number or null.</summary>
    public void NumberOrNull() => Type(JsonTypes.Number | JsonTypes.Null);

    /// <summary>A number or null.</summary>
    /// <inheritdoc cref="Number(long, long)" />
    public void NumberOrNull(long minimum, long maximum = long.MaxValue)
    {
        Type(JsonTypes.Number | JsonTypes.Null);
        Within(minimum, maximum);
    }

    /// <summary>A number or null.</summary>
    /// <inheritdoc cref="Number(double, double)" />
    public void NumberOrNull(double minimum, double maximum = double.PositiveInfinity)
    {
        Type(JsonTypes.Number | JsonTypes.Null);
        Within(minimum, maximum);
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public void Boolean() => Type(JsonTypes.Boolean);

    /// <summary><c>true</c>, <c>false</c> or null.</summary>
    public void BooleanOrNull() => Type(JsonTypes.Boolean | JsonTypes.Null);

    /// <summary>The types of the values that start with each kind of token; a name counts as a string.</summary>
    private static ReadOnlySpan<byte> Kinds =>
    [
        0,
        (byte)JsonTypes.Object,
        0,
        (byte)JsonTypes.Array,
        0,
        (byte)JsonTypes.String,
        0,
        (byte)JsonTypes.String,
        (byte)JsonTypes.Number,
        (byte)JsonTypes.Boolean,
        (byte)JsonTypes.Boolean,
        (byte)JsonTypes.Null,
    ];

    private readonly bool IsFraction => IsNumber
        && Reader.ValueSpan.IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0
        && !new JsonNumber(Reader.ValueSpan).IsInteger;

    private void ReportType(JsonTypes types)
    {
        if (FailsByKind())
        {
            var allowed = Names(types);
            Report("type", $"be of type {allowed}", allowed);
        }
    }

    private static string Names(JsonTypes types)
    {
        var names = new List<string>();
        foreach (var (type, name) in AllTypes)
        {
            if ((types & type) == type && !(type == JsonTypes.Integer && (types & JsonTypes.Number) == JsonTypes.Number))
            {
                names.Add(name);
            }
        }

        return string.Join(" or ", names);
    }

    private static ReadOnlySpan<(JsonTypes Type, string Name)> AllTypes => new[]
    {
        (JsonTypes.String, "string"),
        (JsonTypes.Integer, "integer"),
        (JsonTypes.Number, "number"),
        (JsonTypes.Boolean, "boolean"),
        (JsonTypes.Array, "array"),
        (JsonTypes.Object, "object"),
        (JsonTypes.Null, "null"),
    };
}
