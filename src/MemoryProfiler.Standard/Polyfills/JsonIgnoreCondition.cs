namespace System.Text.Json.Serialization;

/// <summary>Of the framework's, what is used.</summary>
enum JsonIgnoreCondition
{
    Never = 0,
    WhenWritingNull = 3,
}
